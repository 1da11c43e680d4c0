internal import CKernels

/// The passes over activations, `[N, C, H, W]` and channels-last in memory, that BatchNorm consists of, by whichever kernels
/// are chosen.
enum BatchNormPasses {
    /// scale · x + shift by channel.
    static func affine(_ x: Tensor, scale: [Float], shift: [Float]) -> Tensor {
        let output = Tensor(uninitialized: x.shape, layout: .channelsLast)
        let (pixels, channels) = sizes(x)
        withFloats(x, output) { x, output in
            if case .fast = ComputeKernels.current {
                ComputeKernels.enter()
                return ck_channel_affine(x, pixels, channels, scale, shift, 0, output)
            }
            for pixel in 0..<pixels {
                let source = x + pixel &* channels, target = output + pixel &* channels
                for channel in 0..<channels { target[channel] = source[channel] * scale[channel] + shift[channel] }
            }
        }
        return output
    }

    struct Sums {
        /// Σ g by channel.
        var values: [Double]
        /// Σ g · (x − mean) by channel; of no use without x.
        var products: [Double]
    }

    static func sums(_ gradient: Tensor, _ x: Tensor?, mean: [Double]) -> Sums {
        let (pixels, channels) = sizes(gradient)
        var sums = [Double](repeating: 0, count: 3 * channels)
        let centers = mean.map(Float.init)
        sums.withUnsafeMutableBufferPointer { sums in
            guard let values = sums.baseAddress else { return }
            withFloats(gradient, x ?? gradient) { g, first in
                if case .fast = ComputeKernels.current {
                    ComputeKernels.enter()
                    centers.withUnsafeBufferPointer { centers in
                        var pass = ck_channel_gradient()
                        pass.gradient = UnsafePointer(g)
                        pass.first = x == nil ? nil : UnsafePointer(first)
                        pass.first_center = x == nil ? nil : centers.baseAddress
                        pass.sums = values
                        ck_channel_gradient_sums(&pass, pixels, channels)
                    }
                    return
                }
                for pixel in 0..<pixels {
                    let g = g + pixel &* channels, first = first + pixel &* channels
                    for channel in 0..<channels {
                        values[channel] += Double(g[channel])
                        values[channels + channel] += Double(g[channel]) * Double(first[channel] - centers[channel])
                    }
                }
            }
        }
        // What is left between the center, rounded to a float, and the mean.
        let values = Array(sums[..<channels])
        let products = (0..<channels).map { sums[channels + $0] + (Double(centers[$0]) - mean[$0]) * values[$0] }
        return Sums(values: values, products: products)
    }

    /// a · g + b · x + c by channel.
    static func combined(_ gradient: Tensor, _ x: Tensor, _ a: [Float], _ b: [Float], _ c: [Float]) -> Tensor {
        let result = Tensor(uninitialized: gradient.shape, layout: .channelsLast)
        let (pixels, channels) = sizes(gradient)
        withFloats(gradient, x, result) { g, x, result in
            if case .fast = ComputeKernels.current {
                ComputeKernels.enter()
                return ck_channel_combine(g, x, a, b, c, nil, nil, pixels, channels, result)
            }
            for pixel in 0..<pixels {
                let g = g + pixel &* channels, x = x + pixel &* channels, target = result + pixel &* channels
                for channel in 0..<channels { target[channel] = a[channel] * g[channel] + b[channel] * x[channel] + c[channel] }
            }
        }
        return result
    }

    private static func sizes(_ tensor: Tensor) -> (pixels: Int, channels: Int) {
        let channels = tensor.shape[1]
        return (tensor.count / max(channels, 1), channels)
    }
}
