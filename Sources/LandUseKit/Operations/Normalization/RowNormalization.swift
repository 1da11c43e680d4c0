internal import CKernels

/// Rows of numbers, each normalised by its own mean and biased variance, in both directions; by whichever kernels are chosen.
/// Tensors are contiguous.
struct RowNormalization {
    let count, length: Int
    let epsilon: Double

    /// Of each row: its mean, and 1 / √(variance + epsilon).
    struct Statistics {
        var means, scales: [Float]
    }

    /// (x − mean) · scale · weight + bias.
    func normalized(_ input: Tensor, _ weight: Tensor?, _ bias: Tensor?) -> (Tensor, Statistics) {
        let result = Tensor(uninitialized: input.shape)
        var statistics = Statistics(means: [Float](repeating: 0, count: count), scales: [Float](repeating: 0, count: count))
        withExtendedLifetime((weight, bias)) {
            withFloats(input, result) { input, result in
                guard case .fast = ComputeKernels.current else {
                    return normalizeNaively(input, weight?.floats, bias?.floats, into: result, &statistics)
                }
                ComputeKernels.enter()
                ck_layer_norm(
                    input, count, length, weight?.floats, bias?.floats, epsilon, result, &statistics.means, &statistics.scales)
            }
        }
        return (result, statistics)
    }

    /// With h = g · weight and the normalised input x̂:
    ///
    ///     input    scale · (h − mean(h) − x̂ · mean(h · x̂))
    ///     weight   Σ g · x̂ over rows
    ///     bias     Σ g over rows
    func gradients(
        _ gradient: Tensor, _ input: Tensor, _ weight: Tensor?, _ statistics: Statistics, isInputWanted: Bool
    ) -> (input: Tensor?, weight: Tensor, bias: Tensor) {
        let result = isInputWanted ? Tensor(uninitialized: input.shape) : nil
        var weights = [Double](repeating: 0, count: length), biases = weights
        withExtendedLifetime((weight, result)) {
            withFloats(gradient, input) { gradient, input in
                let target = result.map { UnsafeMutablePointer(mutating: $0.floats) }
                guard case .fast = ComputeKernels.current else {
                    return differentiateNaively(gradient, input, weight?.floats, statistics, into: target, &weights, &biases)
                }
                ComputeKernels.enter()
                ck_layer_norm_backward(
                    gradient, input, statistics.means, statistics.scales, weight?.floats, count, length, target, &weights, &biases)
            }
        }
        return (result, Tensor(weights.map(Float.init)), Tensor(biases.map(Float.init)))
    }
}

/// The definition written out: the oracle for what computes faster.
extension RowNormalization {
    private func normalizeNaively(
        _ input: UnsafePointer<Float>, _ weight: UnsafePointer<Float>?, _ bias: UnsafePointer<Float>?,
        into result: UnsafeMutablePointer<Float>, _ statistics: inout Statistics
    ) {
        for row in 0..<count {
            let x = input + row * length, target = result + row * length
            var sum = 0.0, squares = 0.0
            for index in 0..<length { sum += Double(x[index]) }
            let mean = sum / Double(length)
            for index in 0..<length { squares += (Double(x[index]) - mean) * (Double(x[index]) - mean) }
            let scale = 1 / (squares / Double(length) + epsilon).squareRoot()
            for index in 0..<length {
                target[index] = Float((Double(x[index]) - mean) * scale) * (weight?[index] ?? 1) + (bias?[index] ?? 0)
            }
            statistics.means[row] = Float(mean)
            statistics.scales[row] = Float(scale)
        }
    }

    private func differentiateNaively(
        _ gradient: UnsafePointer<Float>, _ input: UnsafePointer<Float>, _ weight: UnsafePointer<Float>?,
        _ statistics: Statistics, into result: UnsafeMutablePointer<Float>?, _ weights: inout [Double], _ biases: inout [Double]
    ) {
        for row in 0..<count {
            let g = gradient + row * length, x = input + row * length
            let mean = Double(statistics.means[row]), scale = Double(statistics.scales[row])
            var sum = 0.0, product = 0.0
            for index in 0..<length {
                let normal = (Double(x[index]) - mean) * scale, h = Double(g[index]) * Double(weight?[index] ?? 1)
                weights[index] += Double(g[index]) * normal
                biases[index] += Double(g[index])
                sum += h
                product += h * normal
            }
            guard let target = result.map({ $0 + row * length }) else { continue }
            for index in 0..<length {
                let normal = (Double(x[index]) - mean) * scale, h = Double(g[index]) * Double(weight?[index] ?? 1)
                target[index] = Float(scale * (h - sum / Double(length) - normal * product / Double(length)))
            }
        }
    }
}
