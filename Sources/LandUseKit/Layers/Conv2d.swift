/// A two-dimensional convolution: `[N, in, H, W]` to `[N, out, H′, W′]` (PyTorch's `nn.Conv2d`).
///
/// Weight `[out, in / groups, kernelHeight, kernelWidth]`, channels-last in memory as the kernels want it.
public final class Conv2d: Module {
    public let inChannels: Int
    public let outChannels: Int
    public let kernelSize: Size2D
    public let stride: Size2D
    public let padding: Size2D
    public let dilation: Size2D
    public let groups: Int
    public var weight: Parameter
    public var bias: Parameter?

    /// Sizes in pixels. Weights and biases start uniform in ±1/√fanIn, as PyTorch's.
    public init(
        _ inChannels: Int, _ outChannels: Int, kernelSize: Size2D, stride: Size2D = 1, padding: Size2D = 0,
        dilation: Size2D = 1, groups: Int = 1, bias: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard inChannels > 0, outChannels > 0, groups > 0, kernelSize.height > 0, kernelSize.width > 0 else {
            fail("Conv2d(\(inChannels), \(outChannels), kernelSize: \(kernelSize.tuple), groups: \(groups)) needs positive sizes", file, line)
        }
        guard inChannels % groups == 0, outChannels % groups == 0 else {
            fail("Conv2d cannot divide \(inChannels) to \(outChannels) channels into \(groups) groups", file, line)
        }
        self.inChannels = inChannels
        self.outChannels = outChannels
        self.kernelSize = kernelSize
        self.stride = stride
        self.padding = padding
        self.dilation = dilation
        self.groups = groups
        weight = Parameter(
            Tensor(
                zeros: [outChannels, inChannels / groups, kernelSize.height, kernelSize.width], layout: .channelsLast))
        self.bias = bias ? Parameter(Tensor.zeros([outChannels])) : nil
        super.init()
        Initialization.defaultWeight(weight)
        if let bias = self.bias { Initialization.defaultBias(bias, of: weight) }
    }

    /// The same with sizes that are alike both ways.
    public convenience init(
        _ inChannels: Int, _ outChannels: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
        groups: Int = 1, bias: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(
            inChannels, outChannels, kernelSize: Size2D(kernelSize), stride: Size2D(stride), padding: Size2D(padding),
            dilation: Size2D(dilation), groups: groups, bias: bias, file: file, line: line)
    }

    public override func forward(_ input: Tensor) -> Tensor {
        conv2d(
            input, weight: weight, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
    }

    public override var extraDescription: String {
        var text = "\(inChannels), \(outChannels), kernel_size=\(kernelSize.tuple), stride=\(stride.tuple)"
        if padding != 0 { text += ", padding=\(padding.tuple)" }
        if dilation != 1 { text += ", dilation=\(dilation.tuple)" }
        if groups != 1 { text += ", groups=\(groups)" }
        if bias == nil { text += ", bias=False" }
        return text
    }
}
