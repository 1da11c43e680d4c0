/// Two-dimensional cross-correlation (PyTorch's `F.conv2d`).
///
/// - Parameters:
///   - input: `[N, C, H, W]`
///   - weight: `[O, C / groups, kernelHeight, kernelWidth]`
///   - bias: `[O]`
///   - padding: zeros around the image, in pixels
/// - Returns: `[N, O, H′, W′]`, channels-last in memory, with
///   H′ = ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
public func conv2d(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, stride: Size2D = 1, padding: Size2D = 0,
    dilation: Size2D = 1, groups: Int = 1, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    let convolution: Convolution
    switch Convolution.plan(input.shape, weight.shape, bias?.shape, stride, padding, dilation, groups) {
    case .success(let plan): convolution = plan
    case .failure(let mistake): fail(mistake.description, file, line)
    }
    let output = convolution.output(of: input.detach(), weight, nil, .init(bias: bias?.detach().contiguous()))
    guard let wanted = Autograd.wanted([input, weight, bias]) else { return output }
    let keptInput = wanted[1] ? SavedTensor(input) : nil, keptWeight = wanted[0] ? SavedTensor(weight) : nil
    return output.computed("conv2d", from: [input, weight, bias]) { gradient in
        let gradient = gradient.laid(out: .channelsLast)
        return [
            keptWeight.map { convolution.inputGradient(of: gradient, $0.restored()) },
            keptInput.map { convolution.weightGradient(of: gradient, $0.restored()) },
            wanted[2] ? channelSums(gradient) : nil,
        ]
    }
}

/// The sums over images and pixels of `[N, C, H, W]`: `[C]`.
func channelSums(_ tensor: Tensor) -> Tensor {
    let sums = BatchNormPasses.sums(tensor.laid(out: .channelsLast), nil, mean: [Double](repeating: 0, count: tensor.shape[1]))
    return Tensor(sums.values.map(Float.init))
}

/// The sizes of one convolution.
struct Convolution {
    var images, inChannels, height, width, outChannels, groups: Int
    var window: SlidingWindow
    var output: Size2D

    var outputShape: [Int] { [images, outChannels, output.height, output.width] }
    /// Input channels that one output channel sees.
    var groupChannels: Int { inChannels / groups }
    /// Numbers that one output is a weighted sum of.
    var patchSize: Int { window.kernel.height * window.kernel.width * groupChannels }

    /// A wrong shape, in words.
    struct Mistake: Error, CustomStringConvertible {
        var description: String
    }

    /// Checks the shapes against each other.
    static func plan(
        _ input: [Int], _ weight: [Int], _ bias: [Int]?, _ stride: Size2D, _ padding: Size2D, _ dilation: Size2D,
        _ groups: Int
    ) -> Result<Convolution, Mistake> {
        func mistake(_ text: String) -> Result<Convolution, Mistake> { .failure(Mistake(description: "Conv2d " + text)) }
        guard weight.count == 4, !weight.contains(0) else { return mistake("needs a weight [O, C, kH, kW], got \(weight)") }
        guard groups > 0, weight[0] % groups == 0 else {
            return mistake("cannot divide \(weight[0]) output channels into \(groups) groups")
        }
        guard stride.height > 0, stride.width > 0, dilation.height > 0, dilation.width > 0, padding.height >= 0,
            padding.width >= 0
        else {
            return mistake(
                "needs a positive stride and dilation and no negative padding, got stride \(stride.tuple), dilation \(dilation.tuple), "
                    + "padding \(padding.tuple)")
        }
        let channels = weight[1] * groups
        guard input.count == 4, input[1] == channels else {
            return mistake("expects [N, \(channels), H, W], got \(input); weight is \(weight)")
        }
        if let bias, bias != [weight[0]] {
            return mistake("expects a bias [\(weight[0])], got \(bias); weight is \(weight)")
        }
        let window = SlidingWindow(
            kernel: Size2D(height: weight[2], width: weight[3]), stride: stride, padding: padding, dilation: dilation)
        let output = window.outputSize(height: input[2], width: input[3])
        guard output.height > 0, output.width > 0 else {
            return mistake(
                "does not fit: the input \(input), padded by \(padding.tuple), is smaller than the kernel of weight \(weight)")
        }
        return .success(
            Convolution(
                images: input[0], inChannels: channels, height: input[2], width: input[3], outChannels: weight[0],
                groups: groups, window: window, output: output))
    }
}
