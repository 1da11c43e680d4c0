/// A block of floats that tensors share; views of one tensor point to one storage.
final class TensorStorage {
    let floats: UnsafeMutablePointer<Float>
    /// Elements.
    let count: Int
    /// How often the numbers were changed after they had been used: see `Tensor.withMutableFloats`.
    final var version = 0

    /// Memory that nobody has written yet: for those who fill it at once.
    init(uninitialized count: Int) {
        self.count = count
        // A cache line's alignment, for the vector loads of the kernels.
        floats = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<Float>.stride, alignment: 64)
            .bindMemory(to: Float.self, capacity: max(count, 1))
    }

    deinit { UnsafeMutableRawPointer(floats).deallocate() }
}
