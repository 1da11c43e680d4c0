/// The largest value in each window (PyTorch's `nn.MaxPool2d`). The stride is the kernel's size unless given.
public final class MaxPool2d: Module {
    public let kernelSize: Size2D
    public let stride: Size2D
    public let padding: Size2D
    public let dilation: Size2D

    /// Sizes in pixels.
    public init(
        kernelSize: Size2D, stride: Size2D? = nil, padding: Size2D = 0, dilation: Size2D = 1,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let step = stride ?? kernelSize
        guard kernelSize.height > 0, kernelSize.width > 0, step.height > 0, step.width > 0, dilation.height > 0,
            dilation.width > 0, padding.height >= 0, padding.width >= 0
        else {
            fail("MaxPool2d needs positive sizes, got kernel \(kernelSize.tuple), stride \(step.tuple)", file, line)
        }
        self.kernelSize = kernelSize
        self.stride = step
        self.padding = padding
        self.dilation = dilation
        super.init()
    }

    /// The same with sizes that are alike both ways: `MaxPool2d(2)`.
    public convenience init(
        _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(
            kernelSize: Size2D(kernelSize), stride: stride.map { Size2D($0) }, padding: Size2D(padding), file: file,
            line: line)
    }

    public override func forward(_ input: Tensor) -> Tensor {
        maxPool2d(input, kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation)
    }

    public override var extraDescription: String {
        func short(_ size: Size2D) -> String { size.height == size.width ? "\(size.height)" : size.tuple }
        return "kernel_size=\(short(kernelSize)), stride=\(short(stride)), padding=\(short(padding)), "
            + "dilation=\(short(dilation)), ceil_mode=False"
    }
}

/// Averages an image down to a fixed size, whatever its own (PyTorch's `nn.AdaptiveAvgPool2d`).
public final class AdaptiveAvgPool2d: Module {
    public let outputSize: Size2D

    /// `1` averages each channel into one number.
    public init(_ outputSize: Size2D) {
        self.outputSize = outputSize
        super.init()
    }

    public override func forward(_ input: Tensor) -> Tensor { adaptiveAvgPool2d(input, outputSize: outputSize) }

    public override var extraDescription: String { "output_size=\(outputSize.tuple)" }
}
