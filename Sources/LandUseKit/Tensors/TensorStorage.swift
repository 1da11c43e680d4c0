/// A block of floats that tensors share; views of one tensor point to one storage.
final class TensorStorage {
    let floats: UnsafeMutablePointer<Float>
    /// Elements.
    let count: Int
    /// How often the numbers were changed after they had been used: see `Tensor.withMutableFloats`.
    var version = 0
    /// What kernels made of the numbers, kept as long as they do not change.
    var packedWeights: PackedWeights?
    var foldedWeights: FoldedWeights?

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

    deinit { MemoryPool.giveBack(floats, size: size) }
}
