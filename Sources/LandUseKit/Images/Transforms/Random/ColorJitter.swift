/// Changes brightness, contrast, saturation and hue by random factors, in random order (torchvision's
/// `ColorJitter`): other light, another season, another camera.
///
///     ColorJitter(brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.02)
///
/// A number `x` means factors 1 − x…1 + x, not below 0, and for the hue −x…x of the circle of colours. What is left at 0
/// stays as it is.
public struct ColorJitter: RandomImageTransform {
    /// The factors that are drawn, `nil` where nothing is.
    public let brightness, contrast, saturation: ClosedRange<Double>?
    /// Parts of the circle of colours, within −0.5…0.5.
    public let hue: ClosedRange<Double>?

    public init(
        brightness: Double = 0, contrast: Double = 0, saturation: Double = 0, hue: Double = 0,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        func factors(_ value: Double, _ name: String) -> ClosedRange<Double> {
            guard value >= 0, value.isFinite else {
                fail("ColorJitter: \(name) must be 0 (no change) or more, got \(value)", file, line)
            }
            return max(0, 1 - value)...1 + value
        }
        guard (0...0.5).contains(hue) else {
            fail("ColorJitter: hue must be from 0 to 0.5 of the circle of colours, got \(hue)", file, line)
        }
        self.init(
            brightness: factors(brightness, "brightness"), contrast: factors(contrast, "contrast"),
            saturation: factors(saturation, "saturation"), hue: -hue...hue, file: file, line: line)
    }

    /// The factors' ranges themselves: `ColorJitter(brightness: 0.5...1)` only darkens.
    @_disfavoredOverload
    public init(
        brightness: ClosedRange<Double> = 1...1, contrast: ClosedRange<Double> = 1...1,
        saturation: ClosedRange<Double> = 1...1, hue: ClosedRange<Double> = 0...0,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        func check(_ range: ClosedRange<Double>, _ name: String) -> ClosedRange<Double>? {
            guard range.lowerBound >= 0, range.upperBound.isFinite else {
                fail("ColorJitter: factors of \(name) must be 0 or more (1 changes nothing), got \(range)", file, line)
            }
            return range == 1...1 ? nil : range
        }
        guard hue.lowerBound >= -0.5, hue.upperBound <= 0.5 else {
            fail("ColorJitter: hue must lie within -0.5...0.5 of the circle of colours, got \(hue)", file, line)
        }
        self.brightness = check(brightness, "brightness")
        self.contrast = check(contrast, "contrast")
        self.saturation = check(saturation, "saturation")
        self.hue = hue == 0...0 ? nil : hue
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        // First the order, then the factors, as torchvision draws them.
        let order = Random.permutation(4)
        let brightness = brightness.map { Random.uniform($0) }, contrast = contrast.map { Random.uniform($0) }
        let saturation = saturation.map { Random.uniform($0) }, hue = hue.map { Random.uniform($0) }
        return order.reduce(image) { image, change in
            switch change {
            case 0: brightness.map { image.adjustingBrightness(by: $0, file: file, line: line) } ?? image
            case 1: contrast.map { image.adjustingContrast(by: $0, file: file, line: line) } ?? image
            case 2: saturation.map { image.adjustingSaturation(by: $0, file: file, line: line) } ?? image
            default: hue.map { image.adjustingHue(by: $0, file: file, line: line) } ?? image
            }
        }
    }

    public var description: String {
        func text(_ range: ClosedRange<Double>?) -> String { range.map(TransformText.pair) ?? "None" }
        return "ColorJitter(brightness=\(text(brightness)), contrast=\(text(contrast)), "
            + "saturation=\(text(saturation)), hue=\(text(hue)))"
    }
}
