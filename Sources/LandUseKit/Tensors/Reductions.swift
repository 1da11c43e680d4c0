import Glibc

extension Tensor {
    /// The sum of all elements, accumulated in double precision.
    public final func sum() -> Tensor {
        let shape = shape
        return Tensor(Float(total)).computed("sum", from: [self]) { [$0.broadcast(to: shape)] }
    }

    /// The mean of all elements; NaN for none, as in PyTorch.
    public final func mean() -> Tensor {
        let shape = shape, count = Float(count)
        return Tensor(Float(total / Double(count))).computed("mean", from: [self]) { [($0 / count).broadcast(to: shape)] }
    }

    /// The sum along one dimension, which disappears, or with `keepDim` has size 1.
    public final func sum(
        dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        reduced(along: dim, keepDim, "sum", file, line) { _ in 1 }
    }

    /// The mean along one dimension, which disappears, or with `keepDim` has size 1.
    public final func mean(
        dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        reduced(along: dim, keepDim, "mean", file, line) { 1 / Double($0) }
    }

    /// The sum along a dimension times a factor that its length decides.
    private final func reduced(
        along dim: Int, _ keepDim: Bool, _ name: String, _ file: StaticString, _ line: UInt, _ factor: (Int) -> Double
    ) -> Tensor {
        let axis = dimension(dim, in: name, file, line)
        let (lanes, length, shape) = (detach().withLast(axis).contiguous(), shape[axis], shape)
        let scale = factor(length)
        let sums = Tensor(uninitialized: Array(lanes.shape.dropLast())), count = sums.count
        LandUseKit.withFloats(lanes, sums) { source, target in
            for lane in 0..<count {
                var sum = 0.0
                for index in 0..<length { sum += Double(source[lane * length + index]) }
                target[lane] = Float(sum * scale)
            }
        }
        var kept = shape
        kept[axis] = 1
        return (keepDim ? sums.reshape(kept) : sums).computed(name, from: [self]) { gradient in
            let share = gradient.reshape(kept)
            return [(scale == 1 ? share : share * Float(scale)).broadcast(to: shape)]
        }
    }

    /// A view whose last dimension is `axis`, the others in their order.
    final func withLast(_ axis: Int) -> Tensor { permute(shape.indices.filter { $0 != axis } + [axis]) }

    /// The inverse of `withLast`.
    final func withLastBack(at axis: Int) -> Tensor {
        var order = Array(0..<rank - 1)
        order.insert(rank - 1, at: axis)
        return permute(order)
    }

    /// The sum of all elements, one after the other as they lie in memory.
    private final var total: Double {
        let source = isDense ? self : contiguous(), count = count
        return source.withFloats { floats in
            var sum = 0.0
            for index in 0..<count { sum += Double(floats[index]) }
            return sum
        }
    }

    /// The index of the largest element, in row-major order; the first where several are equal.
    public final func argmax(file: StaticString = #fileID, line: UInt = #line) -> Int {
        guard count > 0 else { fail("argmax of a tensor without elements, shape \(shape)", file, line) }
        return Self.indexOfLargest(elements)
    }

    /// The index of the largest element along a dimension, for each place of the others in row-major
    /// order: `logits.argmax(dim: 1)` is the predicted class of each image of a batch.
    public final func argmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> [Int] {
        let lanes = lanes(along: dim, in: "argmax", file, line)
        guard lanes.values.allSatisfy({ !$0.isEmpty }) else {
            fail("argmax along dimension \(dim), which has no elements, shape \(shape)", file, line)
        }
        return lanes.values.map(Self.indexOfLargest)
    }

    /// The `k` largest elements of a tensor of one dimension with their indices, largest first.
    ///
    ///     for (probability, index) in probabilities[0].topK(5) { … }
    public final func topK(
        _ k: Int, file: StaticString = #fileID, line: UInt = #line
    ) -> [(value: Float, index: Int)] {
        guard rank == 1 else {
            fail("topK needs a tensor of one dimension, got \(shape); take one row first, as in x[0].topK(\(k))", file, line)
        }
        guard (0...count).contains(k) else { fail("topK(\(k)) of \(count) elements", file, line) }
        // A NaN counts as larger than every number, as in PyTorch.
        let ranked = elements.enumerated().sorted { a, b in
            if a.element.isNaN != b.element.isNaN { return a.element.isNaN }
            return a.element > b.element || (!(a.element < b.element) && a.offset < b.offset)
        }
        return ranked.prefix(k).map { (value: $0.element, index: $0.offset) }
    }

    private static func indexOfLargest(_ numbers: [Float]) -> Int {
        var best = 0
        for index in numbers.indices.dropFirst() where !numbers[best].isNaN {
            if numbers[index] > numbers[best] || numbers[index].isNaN { best = index }
        }
        return best
    }

    /// The elements along one dimension, for each place of the others, and the others' shape.
    private final func lanes(
        along dim: Int, in operation: String, _ file: StaticString, _ line: UInt
    ) -> (values: [[Float]], shape: [Int]) {
        let axis = dimension(dim, in: operation, file, line)
        let others = shape.indices.filter { $0 != axis }
        let length = shape[axis]
        let flat = permute(others + [axis]).elements
        let outer = others.map { shape[$0] }
        return ((0..<outer.product).map { Array(flat[$0 * length..<($0 + 1) * length]) }, outer)
    }
}
