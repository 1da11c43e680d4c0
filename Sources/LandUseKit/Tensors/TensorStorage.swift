/// A block of floats that tensors share; views of one tensor point to one storage.
final class TensorStorage {
    let floats: UnsafeMutablePointer<Float>
    /// Elements.
    let count: Int
    /// How often the numbers were changed after they had been used: see `Tensor.withMutableFloats`.
    private(set) var version = 0
    /// What kernels made of the numbers, kept as long as they do not change.
    var packedWeights: PackedWeights?
    var foldedWeights: FoldedWeights?
    /// Whether a gradient has been computed for the numbers: they will change soon.
    private(set) var isTrained = false

    /// Bytes of the block.
    private let size: Int

    /// Memory that nobody has written yet: for those who fill it at once.
    init(uninitialized count: Int) {
        self.count = count
        let (block, size) = MemoryPool.take(count * MemoryLayout<Float>.stride)
        floats = block.bindMemory(to: Float.self, capacity: max(count, 1))
        self.size = size
    }

    /// Memory for something else than floats.
    convenience init(bytes: Int) { self.init(uninitialized: (bytes + 3) / 4) }

    /// The numbers are about to change.
    func change() {
        version += 1
        forgetPrepared()
    }

    private func forgetPrepared() {
        guard packedWeights != nil || foldedWeights != nil else { return }
        PackedWeights.locked {
            packedWeights = nil
            foldedWeights = nil
        }
    }

    /// A gradient was computed for the numbers.
    func becomeTrained() {
        guard !isTrained else { return }
        isTrained = true
        forgetPrepared()
    }

    /// The numbers were frozen.
    func becomeFrozen() { isTrained = false }

    deinit { MemoryPool.giveBack(floats, size: size) }
}
