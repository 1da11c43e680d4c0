internal import CKernels

/// Passes over channels-last activations that treat each channel by numbers of its own.
enum ChannelPasses {
    /// scale · x + shift + residual, each residual with a scale and a shift of its own if given; then ReLU if wanted.
    static func residual(
        _ x: Tensor, _ affine: ChannelAffine, _ residual: Tensor?, _ residualAffine: ChannelAffine?, hasReLU: Bool
    ) -> Tensor {
        let output = Tensor(uninitialized: x.shape, layout: .channelsLast)
        let (pixels, channels) = sizes(x)
        ComputeKernels.enter()
        withExtendedLifetime((affine, residual, residualAffine)) {
            withFloats(x, output) { x, output in
                if let residual {
                    ck_channel_residual(
                        x, affine.scale.floats, affine.shift.floats, residual.floats, residualAffine?.scale.floats,
                        residualAffine?.shift.floats, pixels, channels, hasReLU ? 1 : 0, output)
                } else {
                    ck_channel_affine(x, pixels, channels, affine.scale.floats, affine.shift.floats, hasReLU ? 1 : 0, output)
                }
            }
        }
        return output
    }

    /// The gradient where `activation`, the output of a ReLU, is positive, and 0 elsewhere; with `activation` nil, the
    /// gradient itself. Without `keepsMasked` only sums are wanted. And Σ g, Σ g · first and Σ g · second by channel.
    static func masked(
        _ gradient: Tensor, by activation: Tensor?, first: Tensor?, second: Tensor? = nil, keepsMasked: Bool = true
    ) -> (gradient: Tensor, sums: [Double]) {
        let (pixels, channels) = sizes(gradient)
        var sums = [Double](repeating: 0, count: 3 * channels)
        let masked = activation == nil || !keepsMasked ? gradient : Tensor(uninitialized: gradient.shape, layout: .channelsLast)
        ComputeKernels.enter()
        withExtendedLifetime((gradient, activation, first, second, masked)) {
            sums.withUnsafeMutableBufferPointer { sums in
                var pass = ck_channel_gradient()
                pass.gradient = gradient.floats
                pass.activation = activation?.floats
                pass.first = first?.floats
                pass.second = second?.floats
                pass.masked = masked === gradient ? nil : UnsafeMutablePointer(mutating: masked.floats)
                pass.sums = sums.baseAddress
                ck_channel_gradient_sums(&pass, pixels, channels)
            }
        }
        return (masked, sums)
    }

    /// a · gradient + b · x + c, where x was kept for this and is overwritten, unless the graph is retained.
    static func combine(_ gradient: Tensor, _ x: Tensor, _ terms: ChannelAffine.Gradient) -> Tensor {
        let (pixels, channels) = sizes(gradient)
        let result = GradientMode.retainsGraph ? Tensor(uninitialized: gradient.shape, layout: .channelsLast) : x
        ComputeKernels.enter()
        withExtendedLifetime((gradient, x, terms, result)) {
            ck_channel_combine(
                gradient.floats, x.floats, terms.a.floats, terms.b.floats, terms.c.floats, nil, nil, pixels, channels,
                UnsafeMutablePointer(mutating: result.floats))
        }
        return result
    }

    private static func sizes(_ tensor: Tensor) -> (pixels: Int, channels: Int) {
        let channels = tensor.shape[1]
        return (tensor.count / max(channels, 1), channels)
    }
}
