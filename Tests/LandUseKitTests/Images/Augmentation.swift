import Foundation
@testable import LandUseKit

/// What torchvision gave in Fixtures/make_augmentation.py, and our transforms under the same names.
struct AugmentationCase: Decodable {
    var name, description: String
    var input: [Int]
    var stream: Int
    var seed: UInt64
    var output: [Int]
    /// In hexadecimal.
    var values: String
    /// What is drawn after the transform.
    var next: Int

    /// Of the committed cases.
    static let committed = Result { try Fixtures.json("augmentation.json", as: [AugmentationCase].self) }

    /// The same cases with other pictures and seeds, computed now.
    static func live(offset: Int) throws -> [AugmentationCase] {
        let text = try PyTorch.output(ofFixture: "make_augmentation.py", ["--offset", "\(offset)"])
        return try JSONDecoder().decode([AugmentationCase].self, from: text)
    }

    var samples: [UInt8] {
        let digits = values.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}

/// A transform under the name of its cases, and by how many levels of 255 it may differ from torchvision's.
struct NamedTransform {
    var transform: any ImageTransform
    var tolerance = 0

    static let all: [String: NamedTransform] = [
        "horizontal flip": .init(transform: RandomHorizontalFlip()),
        "vertical flip": .init(transform: RandomVerticalFlip(p: 0.7)),
        "quarter turns": .init(transform: RandomRotation90()),
        "grayscale": .init(transform: RandomGrayscale(p: 0.6)),
        "resized crop": .init(transform: RandomResizedCrop(13)),
        "resized crop, oblong": .init(transform: RandomResizedCrop(7, 12, scale: 0.4...1, ratio: 1...2.5)),
        "resized crop, hardly fitting": .init(transform: RandomResizedCrop(8, scale: 0.9...1)),
        "jitter": .init(transform: ColorJitter(brightness: 0.4, contrast: 0.5, saturation: 0.6, hue: 0.3)),
        "jitter of brightness": .init(transform: ColorJitter(brightness: 1.5)),
        "jitter by ranges": .init(
            transform: ColorJitter(brightness: 0.5...0.9, contrast: 1.5...3, saturation: 0...0, hue: 0.1...0.4)),
        "crop": .init(transform: RandomCrop(7, 5)),
        "crop, padded": .init(transform: RandomCrop(11, padding: 3, fill: 9)),
        "crop, padded where needed": .init(transform: RandomCrop(6, 14, padIfNeeded: true, paddingMode: .edge)),
        "crop, mirrored": .init(transform: RandomCrop(14, padding: 4, padIfNeeded: true, paddingMode: .reflect)),
        "crop, mirrored with its border": .init(
            transform: RandomCrop(30, padding: 9, padIfNeeded: true, paddingMode: .symmetric)),
        "rotation": .init(transform: RandomRotation(30)),
        "rotation between pixels": .init(transform: RandomRotation(30...170, interpolation: .bilinear, fill: 7)),
        "rotation that grows": .init(transform: RandomRotation(80, expand: true)),
        "rotation that grows, between pixels": .init(
            transform: RandomRotation((-170)...(-10), interpolation: .bilinear, expand: true)),
        "rotation by a quarter": .init(transform: RandomRotation(90...90, interpolation: .bilinear)),
        "rotation by a half": .init(transform: RandomRotation(180...180)),
        "perspective": .init(transform: RandomPerspective(), tolerance: 1),
        "perspective, nearest": .init(
            transform: RandomPerspective(distortionScale: 0.8, p: 1, interpolation: .nearest, fill: 5)),
        "perspective, slight": .init(transform: RandomPerspective(distortionScale: 0.2, p: 0.7), tolerance: 1),
        "blur": .init(transform: GaussianBlur(kernelSize: 5), tolerance: 1),
        "blur, oblong": .init(transform: GaussianBlur(kernelSize: (3, 9), sigma: 0.1...4), tolerance: 1),
        "blur, wide": .init(transform: GaussianBlur(kernelSize: (15, 1), sigma: 3...3), tolerance: 1),
        "application": .init(
            transform: RandomApply([RandomHorizontalFlip(), GaussianBlur(kernelSize: 3)], p: 0.4), tolerance: 1),
    ]
}

/// The picture of a case, as `picture` in Fixtures/make_augmentation.py makes it.
func smoothImage(_ shape: [Int], _ stream: Int) -> Image {
    let (height, width, channels) = (shape[0], shape[1], shape[2])
    let wide = noise([height + 2, width + 2, channels], stream).elements.map { Int(($0 + 0.5) * 256) }
    var samples: [UInt8] = []
    for row in 0..<height {
        for sample in 0..<width * channels {
            var total = 0
            for y in row..<row + 3 {
                for x in 0..<3 { total += wide[y * (width + 2) * channels + sample + x * channels] }
            }
            samples.append(UInt8(min(max((total / 9 - 128) * 2 + 128, 0), 255)))
        }
    }
    return Image(height: height, width: width, channels: channels, samples: samples)
}
