/// (x − mean) / √(variance + eps) · weight + bias, over the last dimensions, whose sizes are `normalizedShape`, for each
/// place of the others (Ba et al. 2016; PyTorch's `F.layer_norm`). The variance is the biased one.
///
/// - Parameters:
///   - input: `[…] + normalizedShape`
///   - weight: `normalizedShape`; 1 unless given.
///   - bias: `normalizedShape`; 0 unless given.
public func layerNorm(
    _ input: Tensor, normalizedShape: [Int], weight: Tensor? = nil, bias: Tensor? = nil, eps: Double = 1e-5,
    file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard !normalizedShape.isEmpty, input.shape.suffix(normalizedShape.count) == normalizedShape[...] else {
        fail("LayerNorm expects a shape that ends in \(normalizedShape), got \(input.shape)", file, line)
    }
    for (name, tensor) in [("weight", weight), ("bias", bias)] {
        if let tensor, tensor.shape != normalizedShape {
            fail("LayerNorm expects a \(name) \(normalizedShape), got \(tensor.shape); the input is \(input.shape)", file, line)
        }
    }
    let rows = RowNormalization(count: input.count / max(normalizedShape.product, 1), length: normalizedShape.product, epsilon: eps)
    let x = input.detach().contiguous()
    let (output, statistics) = rows.normalized(x, weight?.detach().contiguous(), bias?.detach().contiguous())
    guard let wanted = Autograd.wanted([input, weight, bias]) else { return output }
    let keptInput = SavedTensor(x), keptWeight = wanted[0] ? weight.map { SavedTensor($0) } : nil
    return output.computed("layerNorm", from: [input, weight, bias]) { gradient in
        let gradients = rows.gradients(
            gradient.contiguous(), keptInput.restored(), keptWeight?.restored().contiguous(), statistics, isInputWanted: wanted[0])
        return [
            gradients.input, wanted[1] ? gradients.weight.reshape(normalizedShape) : nil,
            wanted[2] ? gradients.bias.reshape(normalizedShape) : nil,
        ]
    }
}
