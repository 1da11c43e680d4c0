internal import CKernels

/// BatchNorm for one batch, as one multiplication and one addition a value: scale · y + shift by channel; and what its
/// gradient needs (Ioffe & Szegedy 2015).
struct ChannelAffine {
    let scale, shift: Tensor
    private let mean, inverseDeviation, weight: [Double]
    /// Values a channel where the statistics are the batch's, so that they too depend on the input.
    private let batchCount: Int?
    /// Whether sums of products with y need the mean taken off first.
    let isFarFromZero: Bool

    /// By the statistics of the batch, which also move the running ones.
    ///
    /// - Parameter sums: `[2, C]`: Σ y and Σ y² of y, `count` values a channel.
    init(training norm: BatchNorm2d, of y: Tensor, sums: [Double], count: Int) {
        let channels = norm.numFeatures
        let mean = (0..<channels).map { sums[$0] / Double(count) }
        let variance = (0..<channels).map { max(0, sums[channels + $0] / Double(count) - mean[$0] * mean[$0]) }
        // Sums of single precision hold too little of a variance that is small beside the mean: one more pass then.
        let isFarFromZero = zip(mean, variance).contains { $1 < Self.leastShare * $0 * $0 }
        let statistics = isFarFromZero ? ChannelStatistics(of: y) : ChannelStatistics(mean: mean, variance: variance, count: count)
        norm.track(statistics)
        self.init(norm, statistics.mean, statistics.variance, batchCount: count, isFarFromZero: isFarFromZero)
    }

    /// Of the variance in the mean's square, below which sums are not exact enough.
    private static let leastShare = 1e-3

    /// By the running statistics.
    init(evaluating norm: BatchNorm2d) {
        self.init(
            norm, norm.runningMean.elements.map(Double.init), norm.runningVar.elements.map(Double.init), batchCount: nil)
    }

    private init(_ norm: BatchNorm2d, _ mean: [Double], _ variance: [Double], batchCount: Int?, isFarFromZero: Bool = false) {
        let weight = norm.weight.elements.map(Double.init), bias = norm.bias.elements
        let inverseDeviation = variance.map { 1 / ($0 + norm.eps).squareRoot() }
        let scale = zip(weight, inverseDeviation).map { $0 * $1 }
        self.scale = Tensor(scale.map(Float.init))
        shift = Tensor(scale.indices.map { Float(Double(bias[$0]) - mean[$0] * scale[$0]) })
        (self.mean, self.inverseDeviation, self.weight, self.batchCount) = (mean, inverseDeviation, weight, batchCount)
        self.isFarFromZero = isFarFromZero || zip(mean, variance).contains { $1 < Self.leastShare * $0 * $0 }
    }

    /// As a convolution applies it to its input.
    var thenReLU: Convolution.InputTransform { .init(scale: scale, shift: shift, hasReLU: true) }

    /// The terms of the gradient of y, and the gradients of BatchNorm's weight and bias, by channel.
    struct Gradient {
        var a, b, c, weight, bias: Tensor
    }

    /// Σ g · y from Σ g · (scale · y + shift) by channel; `nil` where a scale is so small that too little is left of y.
    func productsBefore(sum: ArraySlice<Double>, productAfter: ArraySlice<Double>) -> [Double]? {
        let scales = scale.elements, shifts = shift.elements
        guard scales.allSatisfy({ abs($0) > 1e-4 }) else { return nil }
        return zip(zip(sum, productAfter), zip(scales, shifts)).map { sums, terms in
            (sums.1 - Double(terms.1) * sums.0) / Double(terms.0)
        }
    }

    /// From the gradient g of scale · y + shift to that of y, which is a · g + b · y + c by channel, and to those of
    /// BatchNorm's weight and bias.
    ///
    /// - Parameter sum: Σ g. `product`: Σ g · y.
    func gradient(of g: Tensor, _ y: Tensor, sum: ArraySlice<Double>, product: ArraySlice<Double>) -> Gradient {
        if isFarFromZero {
            let exact = BatchNormPasses.sums(g, y, mean: mean)
            return gradient(sum: exact.values, centered: exact.products)
        }
        let sum = Array(sum)
        return gradient(sum: sum, centered: zip(product, zip(mean, sum)).map { $0 - $1.0 * $1.1 })
    }

    /// The same from Σ g and Σ g · (y − mean).
    func gradient(sum: [Double], centered products: [Double]) -> Gradient {
        var a: [Float] = [], b: [Float] = [], c: [Float] = [], weights: [Float] = []
        for channel in mean.indices {
            let r = inverseDeviation[channel], scale = weight[channel] * r
            let centered = products[channel]
            // What the statistics have in the gradient.
            let share = batchCount.map { 1 / Double($0) } ?? 0
            let slope = -scale * r * r * centered * share
            a.append(Float(scale))
            b.append(Float(slope))
            c.append(Float(-scale * sum[channel] * share - slope * mean[channel]))
            weights.append(Float(centered * r))
        }
        return Gradient(
            a: Tensor(a), b: Tensor(b), c: Tensor(c), weight: Tensor(weights), bias: Tensor(sum.map(Float.init)))
    }
}
