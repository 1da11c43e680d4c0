/// Weights in the orders in which kernels read them, for as long as the weights stay the same.
///
/// Inference packs once. In training, weights change after each pass, and packed ones are several times as large, so that
/// none are kept.
final class PackedWeights {
    private var arrays: [Key: TensorStorage] = [:]

    struct Key: Hashable {
        var direction: UInt32
        var kind: Int
        /// The instruction set.
        var level: UInt32
    }

    /// The array for `key`, which `make` fills unless it is there.
    static func of(_ weight: Tensor, _ key: Key, count: Int, make: (UnsafeMutablePointer<Float>) -> Void) -> TensorStorage {
        let storage = weight.storage
        if let array = storage.packedWeights?.arrays[key] { return array }
        let array = TensorStorage(uninitialized: count)
        make(array.floats)
        if storage.isTrained, GradientMode.isRecording || GradientMode.isPassingBack { return array }
        let packed = storage.packedWeights ?? PackedWeights()
        storage.packedWeights = packed
        packed.arrays[key] = array
        return array
    }
}
