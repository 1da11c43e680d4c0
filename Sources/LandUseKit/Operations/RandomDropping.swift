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
    let mask = Tensor.bernoulli(input.shape, probability: 1 - p, value: Float(1 / (1 - p)))
    // Laid out as the input, for the gradient will be.
    let factors = input.isDense ? mask.copied(strides: input.strides) : mask
    return input.multiplied(by: factors)
}

extension Tensor {
    /// `value` with a probability, else 0, for each element.
    fileprivate static func bernoulli(_ shape: [Int], probability: Double, value: Float) -> Tensor {
        let tensor = Tensor(uninitialized: shape)
        tensor.drawElements { $0.fillBernoulli($1, $2, probability: probability, value: value) }
        return tensor
    }
}
