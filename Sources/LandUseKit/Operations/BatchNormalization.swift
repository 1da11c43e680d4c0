/// Mean and biased variance of each channel of a batch.
struct ChannelStatistics {
    var mean: [Double]
    /// Divided by the number of values, n. PyTorch normalises with this and keeps n / (n − 1) times it.
    var variance: [Double]
    /// Values a channel.
    var count: Int

    init(mean: [Double], variance: [Double], count: Int) {
        (self.mean, self.variance, self.count) = (mean, variance, count)
    }

    /// Two passes in double precision over `[N, C, H, W]`, channels-last in memory.
    init(of input: Tensor) {
        let channels = input.shape[1]
        self = input.withFloats { Self($0, pixels: input.count / max(channels, 1), channels: channels) }
    }

    private init(_ values: UnsafePointer<Float>, pixels: Int, channels: Int) {
        func average(_ term: (Float, Int) -> Double) -> [Double] {
            var sums = [Double](repeating: 0, count: channels)
            sums.withUnsafeMutableBufferPointer { sums in
                for pixel in 0..<pixels {
                    let row = values + pixel &* channels
                    for channel in 0..<channels { sums[channel] += term(row[channel], channel) }
                }
            }
            return sums.map { $0 / Double(pixels) }
        }
        let mean = average { value, _ in Double(value) }
        self.mean = mean
        variance = mean.withUnsafeBufferPointer { mean in
            average { value, channel in
                let difference = Double(value) - mean[channel]
                return difference * difference
            }
        }
        count = pixels
    }
}

/// (x − mean) / √(variance + eps) · weight + bias, channel by channel.
///
/// - Parameter input: `[N, C, H, W]`, channels-last in memory
/// - Returns: the same shape and layout.
func normalizeChannels(
    _ input: Tensor, mean: [Double], variance: [Double], weight: Tensor?, bias: Tensor?, epsilon: Double
) -> Tensor {
    let channels = input.shape[1]
    let weights = weight?.elements ?? [Float](repeating: 1, count: channels)
    let biases = bias?.elements ?? [Float](repeating: 0, count: channels)
    // One multiplication and one addition a value.
    var scale = [Float](repeating: 0, count: channels), shift = scale
    for channel in 0..<channels {
        let factor = Double(weights[channel]) / (variance[channel] + epsilon).squareRoot()
        scale[channel] = Float(factor)
        shift[channel] = Float(Double(biases[channel]) - mean[channel] * factor)
    }
    let output = Tensor(uninitialized: input.shape, layout: .channelsLast)
    withFloats(input, output) {
        scaleAndShift(
            $0, pixels: input.count / max(channels, 1), channels: channels, scale: scale, shift: shift, into: $1)
    }
    return output
}

private func scaleAndShift(
    _ input: UnsafePointer<Float>, pixels: Int, channels: Int, scale: [Float], shift: [Float],
    into output: UnsafeMutablePointer<Float>
) {
    scale.withUnsafeBufferPointer { scale in
        shift.withUnsafeBufferPointer { shift in
            guard let scale = scale.baseAddress, let shift = shift.baseAddress else { return }
            for pixel in 0..<pixels {
                let source = input + pixel &* channels, target = output + pixel &* channels
                for channel in 0..<channels { target[channel] = source[channel] * scale[channel] + shift[channel] }
            }
        }
    }
}
