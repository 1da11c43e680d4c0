/// The three directions of a convolution, by whichever kernels are chosen. Tensors in any layout come in; results are
/// channels-last.
extension Convolution {
    /// `[N, C, H, W]` to `[N, O, H′, W′]`.
    func output(of input: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
        let output = Tensor(uninitialized: outputShape, layout: .channelsLast)
        withFloats(input.laid(out: .channelsLast), weight.laid(out: .channelsLast), output) { input, weight, output in
            run(input, weight: weight, bias: bias?.elements, into: output)
        }
        return output
    }

    /// From the gradient of the output to that of the input.
    func inputGradient(of gradient: Tensor, _ weight: Tensor) -> Tensor {
        let result = Tensor(uninitialized: [images, inChannels, height, width], layout: .channelsLast)
        withFloats(gradient.laid(out: .channelsLast), weight.laid(out: .channelsLast), result) {
            inputGradientByMatrixProduct($0, weight: $1, into: $2)
        }
        return result
    }

    /// From the gradient of the output to that of the weights.
    func weightGradient(of gradient: Tensor, _ input: Tensor) -> Tensor {
        let shape = [outChannels, groupChannels, window.kernel.height, window.kernel.width]
        let result = Tensor(uninitialized: shape, layout: .channelsLast)
        withFloats(input.laid(out: .channelsLast), gradient.laid(out: .channelsLast), result) {
            weightGradientByMatrixProduct($0, $1, into: $2)
        }
        return result
    }
}
