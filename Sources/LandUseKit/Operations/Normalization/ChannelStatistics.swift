internal import CKernels

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

    /// Of `[N, C, H, W]`, by whichever kernels are chosen.
    init(of images: Tensor) {
        let channels = images.shape[1], pixels = images.count / max(channels, 1)
        self = images.laid(out: .channelsLast).withFloats { values in
            guard case .fast = ComputeKernels.current, pixels > 0 else {
                return Self(values, pixels: pixels, channels: channels)
            }
            ComputeKernels.enter()
            var mean = [Double](repeating: 0, count: channels), variance = mean
            ck_channel_statistics(values, pixels, channels, &mean, &variance)
            return Self(mean: mean, variance: variance, count: pixels)
        }
    }

    /// Two passes in double precision over values that are channels-last in memory.
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
