extension Tensor {
    /// Tensors of one shape, along a new first dimension: a batch from its images.
    public static func stack(_ tensors: [Tensor], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        guard let first = tensors.first else { fail("stack needs at least one tensor", file, line) }
        if let index = tensors.firstIndex(where: { $0.shape != first.shape }) {
            fail(
                "stack needs tensors of one shape: the first is \(first.shape), number \(index) is \(tensors[index].shape)",
                file, line)
        }
        let batch = Tensor(uninitialized: [tensors.count] + first.shape, layout: .channelsLast)
        for (index, tensor) in tensors.enumerated() { batch[index].assign(tensor) }
        return batch.computed("stack", from: tensors) { gradient in tensors.indices.map { gradient[$0] } }
    }

    /// Tensors end to end along a dimension; their other sizes agree (PyTorch's `torch.cat`).
    public static func cat(
        _ tensors: [Tensor], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        guard let first = tensors.first else { fail("cat needs at least one tensor", file, line) }
        let axis = first.dimension(dim, in: "cat", file, line)
        func others(_ tensor: Tensor) -> [Int] { tensor.shape.indices.filter { $0 != axis }.map { tensor.shape[$0] } }
        if let index = tensors.firstIndex(where: { $0.rank != first.rank || others($0) != others(first) }) {
            fail(
                "cat along dimension \(dim) needs the same other sizes: the first is \(first.shape), number \(index) is \(tensors[index].shape)",
                file, line)
        }
        var ranges: [Range<Int>] = [], end = 0
        for tensor in tensors {
            ranges.append(end..<end + tensor.shape[axis])
            end += tensor.shape[axis]
        }
        var shape = first.shape
        shape[axis] = end
        let whole = Tensor(uninitialized: shape, layout: first.isLaid(out: .contiguous) ? .contiguous : .channelsLast)
        for (range, tensor) in zip(ranges, tensors) { whole.narrow(axis, range).assign(tensor) }
        return whole.computed("cat", from: tensors) { [ranges] gradient in ranges.map { gradient.narrow(axis, $0) } }
    }
}
