/// A small convolutional network to begin with: six 3×3 convolutions, each with ReLU and 2×2 max pooling, then a linear
/// layer. `[N, 3, 224, 224]` to `[N, numClasses]`; 560,213 parameters for 21 classes.
///
///     let model = BasicCNN(numClasses: 21)
///     let logits = model(images)
public final class BasicCNN: Module, FeatureExtractor {
    public let features: Sequential
    /// Replace it for other classes.
    public var classifier: Linear

    /// Output channels of the convolutions.
    private static let widths = [32, 64, 128, 128, 128, 128]
    /// The side of what the convolutions leave of an image of 224 pixels, halved six times.
    private static let finalSide = 3

    /// - Parameter inChannels: 3 for colours, or a satellite image's number of bands.
    public init(numClasses: Int, inChannels: Int = 3, file: StaticString = #fileID, line: UInt = #line) {
        guard numClasses > 0, inChannels > 0 else {
            fail("BasicCNN(numClasses: \(numClasses), inChannels: \(inChannels)) needs positive numbers", file, line)
        }
        var layers: [Module] = [], channels = inChannels
        for width in Self.widths {
            layers += [Conv2d(channels, width, kernelSize: 3, padding: 1), ReLU(), MaxPool2d(2)]
            channels = width
        }
        features = Sequential(layers)
        classifier = Linear(channels * Self.finalSide * Self.finalSide, numClasses)
        super.init()
    }

    public override func forward(_ x: Tensor) -> Tensor { classifier(extractFeatures(x)) }

    public var head: Module { classifier }

    /// What the classifier sees: `[N, C, H, W]` to `[N, 1152]`.
    public func extractFeatures(_ x: Tensor) -> Tensor {
        let factor = 1 << Self.widths.count, sizes = Self.finalSide * factor..<(Self.finalSide + 1) * factor
        guard x.rank == 4, sizes.contains(x.shape[2]), sizes.contains(x.shape[3]) else {
            fail(
                "BasicCNN expects images of 224×224 pixels (\(sizes.lowerBound) to \(sizes.upperBound - 1) will do), [N, C, H, W], got "
                    + "\(x.shape); the classifier's weight is \(classifier.weight.shape)", #fileID, #line)
        }
        return features(x).flatten(1)
    }
}
