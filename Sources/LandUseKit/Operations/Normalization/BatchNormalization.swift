/// (x − mean) / √(variance + eps) · weight + bias, channel by channel, with its gradient (Ioffe & Szegedy 2015).
///
/// - Parameters:
///   - input: `[N, C, H, W]`
///   - isBatch: whether the statistics are the input's own, and so depend on it.
func batchNorm(
    _ input: Tensor, _ statistics: ChannelStatistics, isBatch: Bool, weight: Tensor?, bias: Tensor?, epsilon: Double
) -> Tensor {
    let x = input.detach().laid(out: .channelsLast), weights = weight?.elements, biases = bias?.elements
    let factors = statistics.variance.enumerated().map { channel, variance in
        Double(weights?[channel] ?? 1) / (variance + epsilon).squareRoot()
    }
    // One multiplication and one addition a value.
    let output = BatchNormPasses.affine(
        x, scale: factors.map(Float.init),
        shift: factors.enumerated().map { Float(Double(biases?[$0] ?? 0) - statistics.mean[$0] * $1) })
    guard let wanted = Autograd.wanted([input, weight, bias]) else { return output }
    let gradients = BatchNormGradient(statistics, isBatch: isBatch, weight, epsilon: epsilon)
    let kept = wanted[1] || wanted[0] && isBatch ? SavedTensor(x) : nil
    return output.computed("batchNorm", from: [input, weight, bias]) { gradient in
        gradients.of(kept?.restored(), gradient.laid(out: .channelsLast), wanted)
    }
}

/// The gradients of BatchNorm. With r = 1 / √(variance + ε), weight γ, S = Σ g, P = Σ g · (x − mean) and n values a channel:
///
///     weight   r · P
///     bias     S
///     input    γ·r · (g − S/n − (x − mean) · r² · P/n), or γ·r · g where the statistics do not depend on the input
private struct BatchNormGradient {
    private let statistics: ChannelStatistics
    private let isBatch: Bool
    private let inverseDeviation, scale: [Double]

    init(_ statistics: ChannelStatistics, isBatch: Bool, _ weight: Tensor?, epsilon: Double) {
        self.statistics = statistics
        self.isBatch = isBatch
        let inverseDeviation = statistics.variance.map { 1 / ($0 + epsilon).squareRoot() }
        self.inverseDeviation = inverseDeviation
        scale = weight.map { zip($0.elements, inverseDeviation).map { Double($0) * $1 } } ?? inverseDeviation
    }

    /// - Parameter input: may be absent where only the bias's gradient is wanted, or the input's and the statistics are not
    ///   the batch's.
    func of(_ input: Tensor?, _ gradient: Tensor, _ wanted: [Bool]) -> [Tensor?] {
        let sums = input != nil || wanted[2] ? BatchNormPasses.sums(gradient, input, mean: statistics.mean) : nil
        return [
            wanted[0] ? inputGradient(input, gradient, sums) : nil,
            wanted[1] ? sums.map { sums in Tensor(zip(sums.products, inverseDeviation).map { Float($0 * $1) }) } : nil,
            wanted[2] ? sums.map { sums in Tensor(sums.values.map(Float.init)) } : nil,
        ]
    }

    private func inputGradient(_ input: Tensor?, _ gradient: Tensor, _ sums: BatchNormPasses.Sums?) -> Tensor {
        guard isBatch, let input, let sums else { return combined(gradient, scale, nil, nil, nil) }
        let count = Double(statistics.count)
        return combined(
            gradient, scale, input,
            scale.indices.map { -scale[$0] * inverseDeviation[$0] * inverseDeviation[$0] * sums.products[$0] / count },
            scale.indices.map { -scale[$0] * sums.values[$0] / count })
    }

    /// a · g + b · (x − mean) + c; b and c are 0 unless given.
    private func combined(_ gradient: Tensor, _ a: [Double], _ input: Tensor?, _ b: [Double]?, _ c: [Double]?) -> Tensor {
        guard let input, let b, let c else {
            return BatchNormPasses.affine(gradient, scale: a.map(Float.init), shift: [Float](repeating: 0, count: a.count))
        }
        let shift = c.indices.map { c[$0] - b[$0] * statistics.mean[$0] }
        return BatchNormPasses.combined(gradient, input, a.map(Float.init), b.map(Float.init), shift.map(Float.init))
    }
}
