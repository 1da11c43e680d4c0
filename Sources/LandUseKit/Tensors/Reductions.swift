import Glibc

extension Tensor {
    /// The sum of all elements, accumulated in double precision.
    public final func sum() -> Tensor { Tensor(Float(elements.reduce(0.0) { $0 + Double($1) })) }

    /// The mean of all elements; NaN for none, as in PyTorch.
    public final func mean() -> Tensor {
        Tensor(Float(elements.reduce(0.0) { $0 + Double($1) } / Double(count)))
    }

    /// The mean along one dimension, which disappears.
    public final func mean(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let lanes = lanes(along: dim, in: "mean", file, line)
        let means = lanes.values.map { lane in Float(lane.reduce(0.0) { $0 + Double($1) } / Double(lane.count)) }
        return Tensor(means, shape: lanes.shape)
    }

    /// Exponentials divided by their sum along a dimension: numbers 0…1 that add up to 1 there.
    /// The largest element is subtracted first, so that no exponential overflows.
    public final func softmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let axis = dimension(dim, in: "softmax", file, line)
        let last = Array(shape.indices.filter { $0 != axis }) + [axis]
        let source = permute(last).contiguous()
        let result = Tensor(uninitialized: source.shape)
        let length = shape[axis]
        LandUseKit.withFloats(source, result) { source, result in
            for lane in 0..<(length > 0 ? count / length : 0) {
                let input = source + lane * length, output = result + lane * length
                var largest = -Float.infinity
                for index in 0..<length { largest = max(largest, input[index]) }
                var total = 0.0
                for index in 0..<length {
                    output[index] = expf(input[index] - largest)
                    total += Double(output[index])
                }
                for index in 0..<length { output[index] = Float(Double(output[index]) / total) }
            }
        }
        return result.permute(shape.indices.map { last.firstIndex(of: $0) ?? $0 }).contiguous()
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
