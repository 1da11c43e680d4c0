internal import CKernels

/// The three directions of a convolution, by whichever kernels are chosen. Tensors in any layout come in; results are
/// channels-last.
extension Convolution {
    /// What is done to a value of the input as it is read: `scale · x + shift` by channel (1 and 0 unless given), then
    /// ReLU. Padding stays 0.
    struct InputTransform {
        var scale, shift: Tensor?
        var hasReLU: Bool
    }

    /// What is done to a value of the output before it is written, in this order.
    struct OutputTransform {
        var bias: Tensor?
        var residual: Tensor?
        var hasReLU = false
    }

    /// What is done to a value of the input's gradient before it is written: the gradient that arrives by another way is
    /// added, and where the ReLU before the input gave 0, the gradient is 0.
    struct GradientTransform {
        var addend: Tensor?
        /// The input before `transform`, which has a ReLU. Σ g and Σ g · activation by channel are wanted too.
        var activation: Tensor?
        var transform: InputTransform?
    }

    /// `[N, C, H, W]` to `[N, O, H′, W′]`.
    ///
    /// - Parameter sums: `[2, O]`, receives Σ y and Σ y² by channel.
    func output(
        of input: Tensor, _ weight: Tensor, _ before: InputTransform? = nil, _ after: OutputTransform = OutputTransform(),
        into given: Tensor? = nil, sums: UnsafeMutablePointer<Double>? = nil
    ) -> Tensor {
        let output = given ?? Tensor(uninitialized: outputShape, layout: .channelsLast)
        guard images > 0 else { return output }
        let input = input.laid(out: .channelsLast)
        if case .reference = ComputeKernels.current {
            precondition(before == nil && after.residual == nil && !after.hasReLU && sums == nil)
            withFloats(input, weight.laid(out: .channelsLast), output) { input, weight, output in
                run(input, weight: weight, bias: after.bias?.elements, into: output)
            }
            return output
        }
        ComputeKernels.enter()
        var sizes = sizes
        let packed = packed(weight, ck_forward)
        withKernelTransform(before) { before in
            withExtendedLifetime((packed, after)) {
                withFloats(input, output) { input, output in
                    var transform = ck_output_transform(
                        bias: after.bias?.floats, residual: after.residual?.floats, relu: after.hasReLU ? 1 : 0, sums: sums)
                    ck_convolve(&sizes, input, before, packed.floats, &transform, output)
                }
            }
        }
        return output
    }

    /// From the gradient of the output to that of the input.
    ///
    /// - Parameter sums: `[3, C]`, receives Σ g, Σ g · activation, and nothing of use.
    func inputGradient(
        of gradient: Tensor, _ weight: Tensor, _ after: GradientTransform = GradientTransform(),
        sums: UnsafeMutablePointer<Double>? = nil
    ) -> Tensor {
        let result = Tensor(uninitialized: [images, inChannels, height, width], layout: .channelsLast)
        guard images > 0 else { return result }
        let gradient = gradient.laid(out: .channelsLast)
        if case .reference = ComputeKernels.current {
            precondition(after.addend == nil && after.activation == nil && sums == nil)
            withFloats(gradient, weight.laid(out: .channelsLast), result) {
                inputGradientByMatrixProduct($0, weight: $1, into: $2)
            }
            return result
        }
        ComputeKernels.enter()
        var sizes = sizes
        let packed = packed(weight, ck_backward_data)
        withExtendedLifetime((packed, after)) {
            withFloats(gradient, result) { gradient, result in
                var transform = ck_gradient_transform(
                    addend: after.addend?.floats, activation: after.activation?.floats,
                    scale: after.transform?.scale?.floats, shift: after.transform?.shift?.floats,
                    first: sums == nil ? nil : after.activation?.floats, second: nil, sums: sums)
                ck_convolve_backward_data(&sizes, gradient, packed.floats, &transform, result)
            }
        }
        return result
    }

    /// From the gradient of the output to that of the weights.
    func weightGradient(of gradient: Tensor, _ input: Tensor, _ before: InputTransform? = nil) -> Tensor {
        let shape = [outChannels, groupChannels, window.kernel.height, window.kernel.width]
        // Of no images, nothing.
        guard images > 0 else { return Tensor(zeros: shape, layout: .channelsLast) }
        let result = Tensor(uninitialized: shape, layout: .channelsLast)
        let input = input.laid(out: .channelsLast), gradient = gradient.laid(out: .channelsLast)
        if case .reference = ComputeKernels.current {
            precondition(before == nil)
            withFloats(input, gradient, result) { weightGradientByMatrixProduct($0, $1, into: $2) }
            return result
        }
        ComputeKernels.enter()
        var sizes = sizes
        withKernelTransform(before) { before in
            withFloats(input, gradient, result) { ck_convolve_backward_weights(&sizes, $0, before, $1, $2, 0) }
        }
        return result
    }

    private var sizes: ck_convolution {
        ck_convolution(
            images: images, height: height, width: width, channels: inChannels, filters: outChannels,
            kernel_height: window.kernel.height, kernel_width: window.kernel.width, stride_height: window.stride.height,
            stride_width: window.stride.width, padding_height: window.padding.height, padding_width: window.padding.width,
            dilation_height: window.dilation.height, dilation_width: window.dilation.width, groups: groups,
            output_height: output.height, output_width: output.width)
    }

    private func packed(_ weight: Tensor, _ direction: ck_direction) -> TensorStorage {
        var sizes = sizes
        let key = PackedWeights.Key(
            direction: direction.rawValue, kind: ck_packed_weights_kind(&sizes, direction),
            level: ck_current_instruction_set().rawValue, shape: weight.shape, strides: weight.strides, groups: groups)
        return PackedWeights.of(weight, key, count: ck_packed_weights_count(&sizes, direction)) { target in
            weight.laid(out: .channelsLast).withFloats { ck_pack_weights(&sizes, direction, $0, target) }
        }
    }

    private func withKernelTransform(
        _ transform: InputTransform?, _ body: (UnsafePointer<ck_input_transform>?) -> Void
    ) {
        guard let transform else { return body(nil) }
        withExtendedLifetime(transform) {
            var kernelTransform = ck_input_transform(
                scale: transform.scale?.floats, shift: transform.shift?.floats, relu: transform.hasReLU ? 1 : 0)
            body(&kernelTransform)
        }
    }
}

extension Tensor {
    /// The first element's place, for as long as someone keeps the tensor alive.
    final var floats: UnsafePointer<Float> { UnsafePointer(storage.floats + offset) }
}
