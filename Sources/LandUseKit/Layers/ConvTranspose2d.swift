/// A transposed convolution: `[N, in, H, W]` to `[N, out, H′, W′]`, larger by the stride (PyTorch's `nn.ConvTranspose2d`).
///
/// Weight `[in, out / groups, kernelHeight, kernelWidth]`, channels-last in memory as the kernels want it.
public final class ConvTranspose2d: Module {
    public let inChannels: Int
    public let outChannels: Int
    public let kernelSize: Size2D
    public let stride: Size2D
    public let padding: Size2D
    public let outputPadding: Size2D
    public let dilation: Size2D
    public let groups: Int
    public var weight: Parameter
    public var bias: Parameter?

    /// Sizes in pixels. Weights and biases start uniform in ±1/√(out/groups · kernel's area), as PyTorch's.
    public init(
        _ inChannels: Int, _ outChannels: Int, kernelSize: Size2D, stride: Size2D = 1, padding: Size2D = 0,
        outputPadding: Size2D = 0, dilation: Size2D = 1, groups: Int = 1, bias: Bool = true, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        guard inChannels > 0, outChannels > 0, groups > 0, kernelSize.height > 0, kernelSize.width > 0 else {
            fail(
                "ConvTranspose2d(\(inChannels), \(outChannels), kernelSize: \(kernelSize.tuple), groups: \(groups)) needs positive sizes",
                file, line)
        }
        guard inChannels % groups == 0, outChannels % groups == 0 else {
            fail("ConvTranspose2d cannot divide \(inChannels) to \(outChannels) channels into \(groups) groups", file, line)
        }
        self.inChannels = inChannels
        self.outChannels = outChannels
        self.kernelSize = kernelSize
        self.stride = stride
        self.padding = padding
        self.outputPadding = outputPadding
        self.dilation = dilation
        self.groups = groups
        weight = Parameter(
            Tensor(zeros: [inChannels, outChannels / groups, kernelSize.height, kernelSize.width], layout: .channelsLast))
        self.bias = bias ? Parameter(Tensor.zeros([outChannels])) : nil
        super.init()
        Initialization.defaultWeight(weight)
        if let bias = self.bias { Initialization.defaultBias(bias, of: weight) }
    }

    /// The same with sizes that are alike both ways.
    public convenience init(
        _ inChannels: Int, _ outChannels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0, outputPadding: Int = 0,
        dilation: Int = 1, groups: Int = 1, bias: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(
            inChannels, outChannels, kernelSize: Size2D(kernelSize), stride: Size2D(stride), padding: Size2D(padding),
            outputPadding: Size2D(outputPadding), dilation: Size2D(dilation), groups: groups, bias: bias, file: file, line: line)
    }

    public override func forward(_ input: Tensor) -> Tensor {
        convTranspose2d(
            input, weight: weight, bias: bias, stride: stride, padding: padding, outputPadding: outputPadding,
            dilation: dilation, groups: groups)
    }

    public override var extraDescription: String {
        var text = "\(inChannels), \(outChannels), kernel_size=\(kernelSize.tuple), stride=\(stride.tuple)"
        if padding != 0 { text += ", padding=\(padding.tuple)" }
        if dilation != 1 { text += ", dilation=\(dilation.tuple)" }
        if outputPadding != 0 { text += ", output_padding=\(outputPadding.tuple)" }
        if groups != 1 { text += ", groups=\(groups)" }
        if bias == nil { text += ", bias=False" }
        return text
    }
}
