internal import CKernels

/// In training, each element becomes 0 with probability `p`, and the others are multiplied by 1 / (1 − p), so that sums
/// stay what they were on average (Srivastava et al. 2014; PyTorch's `F.dropout`). Otherwise, nothing changes.
///
/// Numbers are drawn from `Random` in row-major order, two for each element: after the same seed, those elements are
/// dropped that PyTorch 2.15 drops on a processor.
public func dropout(
    _ input: Tensor, p: Double = 0.5, training: Bool = true, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard (0...1).contains(p) else { fail("Dropout needs a probability between 0 and 1, got \(p); the input is \(input.shape)", file, line) }
    guard training, p > 0, input.count > 0 else { return input }
    guard p < 1 else { return input * 0 }
    let mask = DropoutMask(input.shape, keeping: 1 - p)
    return mask.applied(to: input.detach()).computed("dropout", from: [input]) { [mask.applied(to: $0)] }
}

/// Which elements are kept, in row-major order: a byte each, 1 or 0.
private struct DropoutMask {
    let shape: [Int]
    let bytes: [UInt8]
    /// What those that are kept are multiplied by.
    let scale: Float

    init(_ shape: [Int], keeping probability: Double) {
        self.shape = shape
        scale = Float(1 / probability)
        let count = shape.product
        bytes = Random.draw { state in
            [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
                if let bytes = bytes.baseAddress { state.fillBernoulli(bytes, count, probability: probability) }
                filled = count
            }
        }
    }

    func applied(to x: Tensor) -> Tensor {
        let source = x.contiguous(), result = Tensor(uninitialized: shape)
        withFloats(source, result) { source, result in
            guard case .fast = ComputeKernels.current else {
                for index in bytes.indices { result[index] = source[index] * (Float(bytes[index]) * scale) }
                return
            }
            ComputeKernels.enter()
            ck_dropout(source, bytes, scale, bytes.count, result)
        }
        // As the input lies, for what comes next expects images channels-last.
        return x.isContiguous || !x.isDense ? result : result.copied(strides: x.strides)
    }
}
