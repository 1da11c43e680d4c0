import Glibc

/// Cuts out a part of random area and proportions and scales it to one size (torchvision's `RandomResizedCrop`):
/// objects appear larger and smaller, whole and in part.
///
///     RandomResizedCrop(224, scale: 0.3...1)
public struct RandomResizedCrop: RandomImageTransform {
    /// Of the result, in pixels.
    public let size: Size2D
    /// The part's area, of the picture's.
    public let scale: ClosedRange<Double>
    /// The part's width to its height.
    public let ratio: ClosedRange<Double>

    /// - Parameter size: of the square that results, in pixels
    public init(
        _ size: Int, scale: ClosedRange<Double> = 0.08...1, ratio: ClosedRange<Double> = 3.0 / 4...4.0 / 3,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(size, size, scale: scale, ratio: ratio, file: file, line: line)
    }

    /// Pixels, height first.
    public init(
        _ height: Int, _ width: Int, scale: ClosedRange<Double> = 0.08...1,
        ratio: ClosedRange<Double> = 3.0 / 4...4.0 / 3, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard height > 0, width > 0 else {
            fail("RandomResizedCrop(\(height), \(width)) needs positive sizes", file, line)
        }
        guard scale.lowerBound >= 0, scale.upperBound > 0, scale.upperBound.isFinite else {
            fail("RandomResizedCrop: scale is of the picture's area, such as 0.08...1, got \(scale)", file, line)
        }
        guard ratio.lowerBound > 0, ratio.upperBound.isFinite else {
            fail("RandomResizedCrop: ratio is of width to height, such as 0.75...1.33, got \(ratio)", file, line)
        }
        size = Size2D(height: height, width: width)
        self.scale = scale
        self.ratio = ratio
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        image.resampled(height: size.height, width: size.width, part: drawPart(of: image))
    }

    /// Up to ten draws for a part that lies within the picture, and after that its middle.
    func drawPart(of image: Image) -> Rectangle {
        let lowest = logf(Float(ratio.lowerBound)), highest = logf(Float(ratio.upperBound))
        for _ in 0..<10 {
            let area = Double(image.height * image.width) * Random.uniform(scale)
            let proportion = Double(expf(Float(Random.uniform(Double(lowest)...Double(highest)))))
            let width = Int((area * proportion).squareRoot().rounded(.toNearestOrEven))
            let height = Int((area / proportion).squareRoot().rounded(.toNearestOrEven))
            if 0 < width, width <= image.width, 0 < height, height <= image.height {
                let top = Random.integer(in: 0..<image.height - height + 1)
                let left = Random.integer(in: 0..<image.width - width + 1)
                return Rectangle(top: top, left: left, height: height, width: width)
            }
        }
        return middle(of: image)
    }

    /// As much of the picture as the allowed proportions leave.
    private func middle(of image: Image) -> Rectangle {
        var height = image.height, width = image.width
        let proportion = Double(width) / Double(height)
        if proportion < ratio.lowerBound {
            height = Int((Double(width) / ratio.lowerBound).rounded(.toNearestOrEven))
        } else if proportion > ratio.upperBound {
            width = Int((Double(height) * ratio.upperBound).rounded(.toNearestOrEven))
        }
        // A line of pixels at least, where torchvision would take none and fail.
        (height, width) = (max(height, 1), max(width, 1))
        return Rectangle(
            top: (image.height - height) / 2, left: (image.width - width) / 2, height: height, width: width)
    }

    public var description: String {
        "RandomResizedCrop(size=\(TransformText.pair(size)), scale=\(TransformText.rounded(scale)), "
            + "ratio=\(TransformText.rounded(ratio)), interpolation=bilinear, antialias=True)"
    }
}
