/// Weights in the orders in which kernels read them, for as long as the weights stay the same: inference packs once, a
/// training step once after each change.
final class PackedWeights {
    private var version: Int
    private var arrays: [Key: TensorStorage] = [:]

    struct Key: Hashable {
        var direction: UInt32
        var kind: Int
        /// The instruction set.
        var level: UInt32
    }

    private init(version: Int) { self.version = version }

    /// The array for `key`, which `make` fills unless it is there.
    static func of(_ weight: Tensor, _ key: Key, count: Int, make: (UnsafeMutablePointer<Float>) -> Void) -> TensorStorage {
        let storage = weight.storage
        let packed = storage.packedWeights ?? PackedWeights(version: storage.version)
        storage.packedWeights = packed
        if packed.version != storage.version {
            packed.arrays = [:]
            packed.version = storage.version
        }
        if let array = packed.arrays[key] { return array }
        let array = TensorStorage(uninitialized: count)
        make(array.floats)
        packed.arrays[key] = array
        return array
    }
}
