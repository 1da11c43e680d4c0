/// A block of a residual network, which can run as one operation.
protocol ResidualBlock: Module {
    /// The block as one operation; `nil` where its layers are to run one by one.
    var chain: ResidualChain? { get }
}

/// Two 3×3 convolutions and a shortcut: the block of ResNet-18 and 34.
public final class BasicBlock: Module, ResidualBlock {
    /// Output channels a plane.
    static let expansion = 1

    public let conv1: Conv2d
    public let bn1: BatchNorm2d
    public let relu: ReLU
    public let conv2: Conv2d
    public let bn2: BatchNorm2d
    /// What makes the shortcut fit where size or channels change.
    public let downsample: Sequential?

    init(_ inChannels: Int, _ planes: Int, stride: Int) {
        conv1 = Conv2d(inChannels, planes, kernelSize: 3, stride: stride, padding: 1, bias: false)
        bn1 = BatchNorm2d(planes)
        relu = ReLU()
        conv2 = Conv2d(planes, planes, kernelSize: 3, padding: 1, bias: false)
        bn2 = BatchNorm2d(planes)
        downsample = shortcut(inChannels, planes * Self.expansion, stride: stride)
        super.init()
    }

    public override func forward(_ x: Tensor) -> Tensor {
        if let chain { return chain(x) }
        let out = bn2(conv2(relu(bn1(conv1(x)))))
        return relu(out.adding(downsample?(x) ?? x))
    }

    var chain: ResidualChain? { ResidualChain([(conv1, bn1), (conv2, bn2)], relu, downsample: downsample) }
}

/// A 3×3 convolution between two of 1×1, and a shortcut: the block of ResNet-50 and deeper.
public final class Bottleneck: Module, ResidualBlock {
    /// Output channels a plane.
    static let expansion = 4

    public let conv1: Conv2d
    public let bn1: BatchNorm2d
    public let conv2: Conv2d
    public let bn2: BatchNorm2d
    public let conv3: Conv2d
    public let bn3: BatchNorm2d
    public let relu: ReLU
    /// What makes the shortcut fit where size or channels change.
    public let downsample: Sequential?

    init(_ inChannels: Int, _ planes: Int, stride: Int) {
        conv1 = Conv2d(inChannels, planes, kernelSize: 1, bias: false)
        bn1 = BatchNorm2d(planes)
        conv2 = Conv2d(planes, planes, kernelSize: 3, stride: stride, padding: 1, bias: false)
        bn2 = BatchNorm2d(planes)
        conv3 = Conv2d(planes, planes * Self.expansion, kernelSize: 1, bias: false)
        bn3 = BatchNorm2d(planes * Self.expansion)
        relu = ReLU()
        downsample = shortcut(inChannels, planes * Self.expansion, stride: stride)
        super.init()
    }

    public override func forward(_ x: Tensor) -> Tensor {
        if let chain { return chain(x) }
        let out = bn3(conv3(relu(bn2(conv2(relu(bn1(conv1(x))))))))
        return relu(out.adding(downsample?(x) ?? x))
    }

    var chain: ResidualChain? {
        ResidualChain([(conv1, bn1), (conv2, bn2), (conv3, bn3)], relu, downsample: downsample)
    }
}

/// A strided 1×1 convolution with BatchNorm, where the shortcut needs one.
private func shortcut(_ inChannels: Int, _ outChannels: Int, stride: Int) -> Sequential? {
    if stride == 1, inChannels == outChannels { return nil }
    return Sequential(
        Conv2d(inChannels, outChannels, kernelSize: 1, stride: stride, bias: false), BatchNorm2d(outChannels))
}
