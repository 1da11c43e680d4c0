/// The gradient of a convolution with respect to its input, as an operation of its own: it makes images larger by the
/// stride (PyTorch's `F.conv_transpose2d`).
///
/// - Parameters:
///   - input: `[N, C, H, W]`
///   - weight: `[C, O / groups, kernelHeight, kernelWidth]`
///   - bias: `[O]`
///   - padding: what the convolution would have, in pixels: it makes the result smaller.
///   - outputPadding: pixels more at the result's bottom and right, for a convolution with a stride gives several sizes the
///     same output size.
/// - Returns: `[N, O, H′, W′]`, channels-last in memory, with
///   H′ = (H − 1) · stride − 2 · padding + dilation · (kernel − 1) + outputPadding + 1.
public func convTranspose2d(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0, outputPadding: Size2D = 0,
    dilation: Size2D = 1, groups: Int = 1, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard weight.rank == 4, !weight.shape.contains(0) else {
        fail("ConvTranspose2d needs a weight [C, O / groups, kH, kW], got \(weight.shape)", file, line)
    }
    guard input.rank == 4, input.shape[1] == weight.shape[0] else {
        fail("ConvTranspose2d expects [N, \(weight.shape[0]), H, W], got \(input.shape); weight is \(weight.shape)", file, line)
    }
    let window = SlidingWindow(
        kernel: Size2D(height: weight.shape[2], width: weight.shape[3]), stride: stride, padding: padding, dilation: dilation)
    PoolingPlan.checkSizes("ConvTranspose2d", window, file, line)
    checkOutputPadding(outputPadding, window, input.shape, file, line)
    guard groups > 0, weight.shape[0] % groups == 0 else {
        fail("ConvTranspose2d cannot divide \(weight.shape[0]) input channels into \(groups) groups; weight is \(weight.shape)", file, line)
    }
    let filters = weight.shape[1] * groups
    if let bias, bias.shape != [filters] {
        fail("ConvTranspose2d expects a bias [\(filters)], got \(bias.shape); weight is \(weight.shape)", file, line)
    }
    func size(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int, _ rest: Int) -> Int {
        (size - 1) * stride - 2 * padding + dilation * (kernel - 1) + rest + 1
    }
    let (height, width) = (input.shape[2], input.shape[3])
    // The convolution whose gradient this is: from the result to the input.
    let convolution = Convolution(
        images: input.shape[0], inChannels: filters,
        height: size(height, window.kernel.height, stride.height, padding.height, dilation.height, outputPadding.height),
        width: size(width, window.kernel.width, stride.width, padding.width, dilation.width, outputPadding.width),
        outChannels: weight.shape[0], groups: groups, window: window, output: Size2D(height: height, width: width))
    guard height > 0, width > 0, convolution.height > 0, convolution.width > 0 else {
        fail(
            "ConvTranspose2d would make an image of \(Size2D(height: convolution.height, width: convolution.width).tuple) from "
                + "\(input.shape); weight is \(weight.shape)", file, line)
    }
    return convolution.transposed(input, weight, bias)
}

private func checkOutputPadding(
    _ outputPadding: Size2D, _ window: SlidingWindow, _ input: [Int], _ file: StaticString, _ line: UInt
) {
    let height = 0..<max(window.stride.height, window.dilation.height)
    let width = 0..<max(window.stride.width, window.dilation.width)
    guard height.contains(outputPadding.height), width.contains(outputPadding.width) else {
        fail(
            "ConvTranspose2d needs an output padding below stride or dilation, got \(outputPadding.tuple), stride "
                + "\(window.stride.tuple), dilation \(window.dilation.tuple); the input is \(input)", file, line)
    }
}

extension Convolution {
    /// From what would be the output's gradient to what would be the input's, with gradients of its own.
    fileprivate func transposed(_ input: Tensor, _ weight: Tensor, _ bias: Tensor?) -> Tensor {
        var output = inputGradient(of: input.detach(), weight.detach())
        if let bias {
            output = BatchNormPasses.affine(output, scale: [Float](repeating: 1, count: inChannels), shift: bias.elements)
        }
        guard let wanted = Autograd.wanted([input, weight, bias]) else { return output }
        let keptInput = wanted[1] ? SavedTensor(input) : nil, keptWeight = wanted[0] ? SavedTensor(weight) : nil
        return output.computed("convTranspose2d", from: [input, weight, bias]) { gradient in
            let gradient = gradient.laid(out: .channelsLast)
            return [
                keptWeight.map { self.output(of: gradient, $0.restored(), nil) },
                keptInput.map { weightGradient(of: $0.restored(), gradient) },
                wanted[2] ? channelSums(gradient) : nil,
            ]
        }
    }
}
