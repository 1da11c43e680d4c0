@testable import LandUseKit

/// Pictures of 8×8 pixels in memory: noise around a colour of each class's own, which a small network learns in no time.
struct Patches: Dataset {
    let labels: [Int]
    let classes: [String]
    var source: DataSource { DataSource(name: "patches", isGenerated: true) }
    let stream: Int
    let pictures: [Image]

    init(_ count: Int, classes: Int = 3, stream: Int = 5, noise strength: Double = 1) {
        labels = (0..<count).map { ($0 * 7 + $0 / 5) % classes }
        self.classes = (0..<classes).map { "class\($0)" }
        self.stream = stream
        pictures = labels.enumerated().map { index, label in
            let grains = noise([8, 8, 3], stream * 1000 + index).elements
            return Image(
                height: 8, width: 8, channels: 3,
                samples: grains.enumerated().map { place, grain in
                    let level = place % 3 == label % 3 ? 150.0 : 100.0
                    return UInt8(min(max(level + Double(grain) * 100 * strength, 0), 255))
                })
        }
    }

    func image(at index: Int) -> Image { pictures[index] }
    func name(at index: Int) -> String { "patch\(index)" }
}

/// A picture mirrored every other time, by `Random`.
struct SometimesMirrored: ImageTransform {
    var isRandom: Bool { true }

    func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        guard Tensor.rand([1]).item() < 0.5 else { return image }
        let rows = stride(from: 0, to: image.samples.count, by: image.width * 3).map { Array(image.samples[$0..<$0 + image.width * 3]) }
        let mirrored = rows.flatMap { row in stride(from: row.count - 3, through: 0, by: -3).flatMap { row[$0..<$0 + 3] } }
        return Image(height: image.height, width: image.width, channels: 3, samples: mirrored)
    }
}

/// A network of the parts that matter: a convolution, BatchNorm, random masks before the last layer. A bias before BatchNorm
/// would have a gradient of nothing but rounding, which Adam makes large.
final class PatchNet: Module, FeatureExtractor {
    let conv = Conv2d(3, 6, kernelSize: 3, padding: 1, bias: false)
    let bn = BatchNorm2d(6)
    let pool = AdaptiveAvgPool2d(2)
    var fc: Sequential

    init(classes: Int = 3, dropout: Double = 0.2) {
        fc = Sequential(Dropout(dropout), Linear(24, classes))
        super.init()
    }

    var head: Module { fc }
    func extractFeatures(_ images: Tensor) -> Tensor { pool(bn(conv(images)).relu()).flatten(1) }
    override func forward(_ x: Tensor) -> Tensor { fc(extractFeatures(x)) }
}

extension DataLoader {
    /// Patches in batches, normalised.
    static func patches(
        _ count: Int, classes: Int = 3, batchSize: Int = 8, shuffled: Bool = false, stream: Int = 5, noise: Double = 1,
        augmented: Bool = false
    ) -> DataLoader {
        let steps: [any Transform] = [ToTensor(), Normalize(mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25])]
        return DataLoader(
            Patches(count, classes: classes, stream: stream, noise: noise), batchSize: batchSize, shuffled: shuffled,
            transform: Compose(augmented ? [SometimesMirrored()] + steps : steps))
    }
}

extension Module {
    /// Every number of the model's state, by bits.
    var bits: [[UInt32]] { stateDict().entries.map { $0.tensor.elements.map(\.bitPattern) } }
}

extension History {
    /// Without what the clock said.
    var timeless: History {
        var copy = self
        copy.preparationSeconds = 0
        copy.notes = []
        for index in copy.epochs.indices {
            copy.epochs[index].seconds = 0
            copy.epochs[index].imagesPerSecond = 0
        }
        return copy
    }
}
