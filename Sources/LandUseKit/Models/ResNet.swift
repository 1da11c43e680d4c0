/// Residual networks (He et al. 2016, "Deep Residual Learning for Image Recognition") as torchvision
/// defines them ("v1.5": a bottleneck's stride stands at its 3×3 convolution). Names and order of
/// parameters are torchvision's, so its checkpoints fit.
///
///     let resnet18 = ResNet.resnet18()
///     resnet18.fc = Linear(resnet18.fc.inFeatures, 21)
///     let logits = resnet18(images)        // [N, 3, H, W] to [N, 21]
public final class ResNet: Module {
    /// See `adaptFirstConvolution(bands:rule:)` for images that are not of three bands.
    public var conv1: Conv2d
    public let bn1: BatchNorm2d
    public let relu: ReLU
    public let maxpool: MaxPool2d
    public let layer1: Sequential
    public let layer2: Sequential
    public let layer3: Sequential
    public let layer4: Sequential
    public let avgpool: AdaptiveAvgPool2d
    /// The classifier: replace it for other classes.
    public var fc: Linear

    /// What the four stages consist of.
    enum BlockKind {
        case basic, bottleneck
    }

    /// - Parameter depths: blocks in each of the four stages.
    init(_ kind: BlockKind, depths: [Int], numClasses: Int = 1000) {
        precondition(depths.count == 4)
        var channels = 64
        func stage(_ index: Int) -> Sequential {
            let planes = 64 << index
            return Sequential(
                (0..<depths[index]).map { place in
                    let stride = index > 0 && place == 0 ? 2 : 1
                    defer { channels = planes * (kind == .basic ? BasicBlock.expansion : Bottleneck.expansion) }
                    return switch kind {
                    case .basic: BasicBlock(channels, planes, stride: stride)
                    case .bottleneck: Bottleneck(channels, planes, stride: stride)
                    }
                })
        }
        conv1 = Conv2d(3, 64, kernelSize: 7, stride: 2, padding: 3, bias: false)
        bn1 = BatchNorm2d(64)
        relu = ReLU()
        maxpool = MaxPool2d(3, stride: 2, padding: 1)
        layer1 = stage(0)
        layer2 = stage(1)
        layer3 = stage(2)
        layer4 = stage(3)
        avgpool = AdaptiveAvgPool2d(1)
        fc = Linear(channels, numClasses)
        super.init()
        for case let convolution as Conv2d in modules() { Initialization.kaimingNormalFanOut(convolution.weight) }
    }

    public override func forward(_ x: Tensor) -> Tensor { fc(features(x)) }

    /// What the classifier sees: `[N, 3, H, W]` to `[N, 512]` (`[N, 2048]` for the networks of bottlenecks).
    public func features(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        CallSite.entering(file, line) {
            if x.rank == 4, x.shape[0] > 1, x.shape[1] == conv1.weight.shape[1] * conv1.groups, let maps = DepthFirst(self)?(x) { return avgpool(maps).flatten(1) }
            let stem = PooledConvolution(conv1, bn1, relu, maxpool)?(x) ?? maxpool(relu(bn1(conv1(x))))
            return avgpool(layer4(layer3(layer2(layer1(stem))))).flatten(1)
        }
    }
}

extension ResNet: FeatureExtractor {
    public var head: Module { fc }
    public func extractFeatures(_ images: Tensor) -> Tensor { features(images) }
}

extension ResNet {
    /// ResNet-18 with random weights: 11,689,512 parameters, 1000 classes.
    public static func resnet18(numClasses: Int = 1000) -> ResNet {
        ResNet(.basic, depths: [2, 2, 2, 2], numClasses: numClasses)
    }

    /// ResNet-34 with random weights: 21,797,672 parameters.
    public static func resnet34(numClasses: Int = 1000) -> ResNet {
        ResNet(.basic, depths: [3, 4, 6, 3], numClasses: numClasses)
    }

    /// ResNet-50 with random weights: 25,557,032 parameters.
    public static func resnet50(numClasses: Int = 1000) -> ResNet {
        ResNet(.bottleneck, depths: [3, 4, 6, 3], numClasses: numClasses)
    }
}

extension ResNet {
    /// Moves the random generator past what the initialisation of this network would have drawn.
    func passOverInitialization() {
        let layers = modules()
        let convolutions = layers.compactMap { ($0 as? Conv2d)?.weight.count }
        let classifier = fc.weight.count + (fc.bias?.count ?? 0)
        // Each convolution is drawn twice, as in torchvision: first Conv2d's default, then ResNet's own, in
        // which a count that is no multiple of sixteen takes sixteen more.
        let draws = convolutions.reduce(classifier) { $0 + 2 * $1 + ($1 % 16 == 0 ? 0 : 16) }
        Random.draw { $0.generator.skip(draws) }
    }
}
