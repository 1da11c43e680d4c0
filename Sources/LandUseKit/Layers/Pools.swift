/// The largest value in each window (PyTorch's `nn.MaxPool2d`). The stride is the kernel's size unless given.
public final class MaxPool2d: Module {
    public let kernelSize: Size2D
    public let stride: Size2D
    public let padding: Size2D
    public let dilation: Size2D
    public let ceilMode: Bool

    /// Sizes in pixels.
    ///
    /// - Parameter ceilMode: whether windows count that reach beyond the image's end.
    public init(
        kernelSize: Size2D, stride: Size2D? = nil, padding: Size2D = 0, dilation: Size2D = 1, ceilMode: Bool = false,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        self.kernelSize = kernelSize
        self.stride = stride ?? kernelSize
        self.padding = padding
        self.dilation = dilation
        self.ceilMode = ceilMode
        super.init()
        PoolingPlan.checkSizes("MaxPool2d", window, file, line)
    }

    /// The same with sizes that are alike both ways: `MaxPool2d(2)`.
    public convenience init(
        _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        self.init(
            kernelSize: Size2D(kernelSize), stride: stride.map { Size2D($0) }, padding: Size2D(padding), ceilMode: ceilMode,
            file: file, line: line)
    }

    var window: SlidingWindow {
        SlidingWindow(kernel: kernelSize, stride: stride, padding: padding, dilation: dilation, roundsUp: ceilMode)
    }

    public override func forward(_ input: Tensor) -> Tensor {
        maxPool2d(
            input, kernelSize: kernelSize, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
    }

    public override var extraDescription: String {
        "kernel_size=\(kernelSize.short), stride=\(stride.short), padding=\(padding.short), dilation=\(dilation.short), "
            + "ceil_mode=\(ceilMode ? "True" : "False")"
    }
}

/// The mean of each window (PyTorch's `nn.AvgPool2d`). The stride is the kernel's size unless given.
public final class AvgPool2d: Module {
    public let kernelSize: Size2D
    public let stride: Size2D
    public let padding: Size2D
    public let ceilMode: Bool
    public let countIncludePad: Bool

    /// Sizes in pixels.
    ///
    /// - Parameters:
    ///   - ceilMode: whether windows count that reach beyond the image's end.
    ///   - countIncludePad: whether the zeros of the padding count among the values that are averaged.
    public init(
        kernelSize: Size2D, stride: Size2D? = nil, padding: Size2D = 0, ceilMode: Bool = false,
        countIncludePad: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.kernelSize = kernelSize
        self.stride = stride ?? kernelSize
        self.padding = padding
        self.ceilMode = ceilMode
        self.countIncludePad = countIncludePad
        super.init()
        PoolingPlan.checkSizes(
            "AvgPool2d", SlidingWindow(kernel: kernelSize, stride: self.stride, padding: padding, dilation: 1), file, line)
    }

    /// The same with sizes that are alike both ways: `AvgPool2d(2)`.
    public convenience init(
        _ kernelSize: Int, stride: Int? = nil, padding: Int = 0, ceilMode: Bool = false, countIncludePad: Bool = true,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(
            kernelSize: Size2D(kernelSize), stride: stride.map { Size2D($0) }, padding: Size2D(padding), ceilMode: ceilMode,
            countIncludePad: countIncludePad, file: file, line: line)
    }

    public override func forward(_ input: Tensor) -> Tensor {
        avgPool2d(
            input, kernelSize: kernelSize, stride: stride, padding: padding, ceilMode: ceilMode, countIncludePad: countIncludePad)
    }

    public override var extraDescription: String {
        "kernel_size=\(kernelSize.short), stride=\(stride.short), padding=\(padding.short)"
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
