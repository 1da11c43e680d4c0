import Glibc

extension Tensor {
    /// Exponentials divided by their sum along a dimension: numbers 0…1 that add up to 1 there.
    /// The largest element is subtracted first, so that no exponential overflows.
    public final func softmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let axis = dimension(dim, in: "softmax", file, line)
        let result = lanewise(axis) { input, output, length in
            let largest = Self.largest(input, length)
            var total = 0.0
            for index in 0..<length {
                output[index] = expf(input[index] - largest)
                total += Double(output[index])
            }
            for index in 0..<length { output[index] = Float(Double(output[index]) / total) }
        }
        guard Autograd.wanted([self]) != nil else { return result }
        let kept = SavedTensor(result)
        return result.computed("softmax", from: [self]) { gradient in
            // s · (g − Σ g·s)
            let s = kept.restored()
            return [s * (gradient - (gradient * s).sum(dim: axis, keepDim: true))]
        }
    }

    /// The logarithm of `softmax`, without its loss of precision.
    public final func logSoftmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let axis = dimension(dim, in: "logSoftmax", file, line)
        let result = lanewise(axis) { input, output, length in
            let largest = Self.largest(input, length)
            var total = 0.0
            for index in 0..<length { total += Double(expf(input[index] - largest)) }
            let shift = Glibc.log(total)
            for index in 0..<length { output[index] = Float(Double(input[index] - largest) - shift) }
        }
        guard Autograd.wanted([self]) != nil else { return result }
        let kept = SavedTensor(result)
        return result.computed("logSoftmax", from: [self]) { gradient in
            // g − softmax · Σ g
            [gradient - kept.restored().exp() * gradient.sum(dim: axis, keepDim: true)]
        }
    }

    private static func largest(_ numbers: UnsafePointer<Float>, _ count: Int) -> Float {
        var largest = -Float.infinity
        for index in 0..<count { largest = max(largest, numbers[index]) }
        return largest
    }

    /// Lets `body` fill each lane along a dimension from the lane in the same place of this tensor.
    private final func lanewise(
        _ axis: Int, _ body: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void
    ) -> Tensor {
        let source = detach().withLast(axis).contiguous()
        let result = Tensor(uninitialized: source.shape)
        let length = shape[axis], lanes = length > 0 ? count / length : 0
        LandUseKit.withFloats(source, result) { source, result in
            for lane in 0..<lanes { body(source + lane * length, result + lane * length, length) }
        }
        return result.withLastBack(at: axis).contiguous()
    }
}
