/// In which order a dense tensor's dimensions lie in memory.
enum MemoryLayoutOrder {
    /// Row-major: the last dimension's neighbours are neighbours in memory.
    case contiguous
    /// `[N, C, H, W]` stored as N, H, W, C (PyTorch's `torch.channels_last`). Other ranks: row-major.
    case channelsLast

    /// Strides in elements.
    func strides(of shape: [Int]) -> [Int] {
        if self == .channelsLast, shape.count == 4 {
            return [shape[1] * shape[2] * shape[3], 1, shape[1] * shape[3], shape[1]]
        }
        var strides = [Int](repeating: 1, count: shape.count)
        var step = 1
        for dimension in shape.indices.reversed() {
            strides[dimension] = step
            step *= shape[dimension]
        }
        return strides
    }
}

extension Tensor {
    /// Whether the elements lie in memory in this order, without gaps. The stride of a dimension of
    /// size one says nothing.
    final func isLaid(out order: MemoryLayoutOrder) -> Bool {
        zip(shape, zip(strides, order.strides(of: shape))).allSatisfy { $0 == 1 || $1.0 == $1.1 }
    }

    /// Whether the elements are a row-major block.
    public final var isContiguous: Bool { isLaid(out: .contiguous) }

    /// Whether the elements fill a block of memory, in whatever order of dimensions.
    final var isDense: Bool {
        var step = 1
        for (size, stride) in zip(shape, strides).sorted(by: { $0.1 < $1.1 }) where size != 1 {
            guard stride == step else { return false }
            step *= size
        }
        return true
    }

    /// This tensor, or a copy of it whose elements lie in that order.
    final func laid(out order: MemoryLayoutOrder) -> Tensor {
        if isLaid(out: order) { return self }
        let copy = Tensor(uninitialized: shape, layout: order)
        copy.assign(self)
        return copy.computed("contiguous", from: [self]) { [$0] }
    }

    /// This tensor, or a row-major copy of it.
    public final func contiguous() -> Tensor { laid(out: .contiguous) }

    /// A copy with memory of its own; dense memory keeps its order of dimensions.
    final func copied() -> Tensor {
        let copy = isDense ? Tensor(uninitialized: shape, strides: strides) : Tensor(uninitialized: shape)
        copy.assign(self)
        return copy
    }

    /// A copy with memory of its own, dense, in the order of `strides`.
    final func copied(strides: [Int]) -> Tensor {
        precondition(strides.count == rank)
        let copy = Tensor(uninitialized: shape, strides: strides)
        copy.assign(self)
        return copy
    }

    /// Writes the elements of a tensor of the same shape into this one's memory.
    final func assign(_ values: Tensor) {
        precondition(values.shape == shape)
        storage.change()
        LandUseKit.withFloats(values, self) { source, target in
            StridedCopy.run(shape, from: source, values.strides, to: target, strides)
        }
    }
}

/// Copies between blocks of memory whose dimensions lie in different orders.
enum StridedCopy {
    static func run(
        _ shape: [Int], from source: UnsafePointer<Float>, _ sourceStrides: [Int],
        to target: UnsafeMutablePointer<Float>, _ targetStrides: [Int]
    ) {
        guard !shape.contains(0) else { return }
        // The target's order, so that writes are sequential; dimensions that both sides lay end to
        // end become one, so that most copies are long runs.
        let order = shape.indices.filter { shape[$0] != 1 }.sorted { targetStrides[$0] > targetStrides[$1] }
        var loops: [Loop] = []
        for dimension in order {
            let loop = Loop(
                count: shape[dimension], source: sourceStrides[dimension], target: targetStrides[dimension])
            if let last = loops.last, last.source == loop.source * loop.count, last.target == loop.target * loop.count {
                loops[loops.count - 1] = Loop(count: last.count * loop.count, source: loop.source, target: loop.target)
            } else {
                loops.append(loop)
            }
        }
        loops.withUnsafeBufferPointer { copy($0[...], source, target) }
    }

    private struct Loop {
        var count, source, target: Int
    }

    private static func copy(
        _ loops: Slice<UnsafeBufferPointer<Loop>>, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>
    ) {
        guard let loop = loops.first else {
            target.pointee = source.pointee
            return
        }
        if loops.count == 1 {
            if loop.source == 1, loop.target == 1 {
                target.update(from: source, count: loop.count)
            } else {
                for index in 0..<loop.count { target[index &* loop.target] = source[index &* loop.source] }
            }
        } else {
            let inner = loops.dropFirst()
            for index in 0..<loop.count {
                copy(inner, source + index &* loop.source, target + index &* loop.target)
            }
        }
    }
}
