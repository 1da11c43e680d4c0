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
    let x = input.detach().contiguous()
    let rows = RowNormalization(count: input.count / max(normalizedShape.product, 1), length: normalizedShape.product)
    let (output, statistics) = rows.normalized(x, weight?.elements, bias?.elements, eps)
    guard let wanted = Autograd.wanted([input, weight, bias]) else { return output }
    let keptInput = wanted[0] || wanted[1] ? SavedTensor(x) : nil, keptWeight = wanted[0] ? weight.map { SavedTensor($0) } : nil
    return output.computed("layerNorm", from: [input, weight, bias]) { gradient in
        let g = gradient.contiguous()
        return [
            wanted[0] ? keptInput.map { rows.inputGradient(g, $0.restored(), keptWeight?.restored().elements, statistics) } : nil,
            wanted[1] ? keptInput.map { rows.weightGradient(g, $0.restored(), statistics).reshape(normalizedShape) } : nil,
            wanted[2] ? g.reshape([rows.count, rows.length]).sum(dim: 0).reshape(normalizedShape) : nil,
        ]
    }
}

/// Numbers in rows, each normalised by itself.
private struct RowNormalization {
    let count, length: Int

    /// Of one row: its mean, and 1 / √(variance + eps).
    struct Statistics {
        var mean, inverseDeviation: Double
    }

    func normalized(_ input: Tensor, _ weight: [Float]?, _ bias: [Float]?, _ epsilon: Double) -> (Tensor, [Statistics]) {
        let result = Tensor(uninitialized: input.shape)
        let weight = weight ?? [Float](repeating: 1, count: length), bias = bias ?? [Float](repeating: 0, count: length)
        let statistics = withFloats(input, result) { input, result in
            (0..<count).map { row in
                let x = input + row * length, target = result + row * length
                var sum = 0.0, squares = 0.0
                for index in 0..<length { sum += Double(x[index]) }
                let mean = sum / Double(length)
                for index in 0..<length {
                    let difference = Double(x[index]) - mean
                    squares += difference * difference
                }
                let statistics = Statistics(mean: mean, inverseDeviation: 1 / (squares / Double(length) + epsilon).squareRoot())
                for index in 0..<length {
                    let normal = Float((Double(x[index]) - mean) * statistics.inverseDeviation)
                    target[index] = normal * weight[index] + bias[index]
                }
                return statistics
            }
        }
        return (result, statistics)
    }

    /// r · (h − mean(h) − x̂ · mean(h · x̂)), where h = g · weight, x̂ is the normalised input, and r the inverse deviation.
    func inputGradient(_ gradient: Tensor, _ input: Tensor, _ weight: [Float]?, _ statistics: [Statistics]) -> Tensor {
        let result = Tensor(uninitialized: input.shape)
        let weight = weight ?? [Float](repeating: 1, count: length)
        withFloats(gradient, input, result) { gradient, input, result in
            for row in 0..<count {
                let g = gradient + row * length, x = input + row * length, target = result + row * length
                let (mean, r) = (statistics[row].mean, statistics[row].inverseDeviation)
                var sum = 0.0, product = 0.0
                for index in 0..<length {
                    let h = Double(g[index]) * Double(weight[index])
                    sum += h
                    product += h * (Double(x[index]) - mean) * r
                }
                sum /= Double(length)
                product /= Double(length)
                for index in 0..<length {
                    let h = Double(g[index]) * Double(weight[index])
                    target[index] = Float(r * (h - sum - (Double(x[index]) - mean) * r * product))
                }
            }
        }
        return result
    }

    /// Σ g · x̂ over rows.
    func weightGradient(_ gradient: Tensor, _ input: Tensor, _ statistics: [Statistics]) -> Tensor {
        var sums = [Double](repeating: 0, count: length)
        withFloats(gradient, input) { gradient, input in
            for row in 0..<count {
                let g = gradient + row * length, x = input + row * length
                let (mean, r) = (statistics[row].mean, statistics[row].inverseDeviation)
                for index in 0..<length { sums[index] += Double(g[index]) * (Double(x[index]) - mean) * r }
            }
        }
        return Tensor(sums.map(Float.init))
    }
}
