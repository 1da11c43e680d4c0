/// Cuts out a part of one size at a random place (torchvision's `RandomCrop`).
///
///     RandomCrop(32, padding: 4)             // moved by up to 4 pixels each way
public struct RandomCrop: RandomImageTransform {
    /// Of the part, in pixels.
    public let size: Size2D
    /// Pixels that are put on each side first, if any.
    public let padding: Int?
    /// Whether a picture that is smaller than the part gets what it lacks, on either side.
    public let padIfNeeded: Bool
    public let paddingMode: PaddingMode
    /// The level of every channel of pixels that are put there, where the mode is `.constant`.
    public let fill: UInt8

    /// - Parameter size: of a square, in pixels
    public init(
        _ size: Int, padding: Int? = nil, padIfNeeded: Bool = false, paddingMode: PaddingMode = .constant,
        fill: UInt8 = 0, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(
            size, size, padding: padding, padIfNeeded: padIfNeeded, paddingMode: paddingMode, fill: fill, file: file,
            line: line)
    }

    /// Pixels, height first.
    public init(
        _ height: Int, _ width: Int, padding: Int? = nil, padIfNeeded: Bool = false,
        paddingMode: PaddingMode = .constant, fill: UInt8 = 0, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard height > 0, width > 0, padding ?? 0 >= 0 else {
            fail("RandomCrop(\(height), \(width), padding: \(padding ?? 0)) needs positive sizes, and padding of 0 or more", file, line)
        }
        size = Size2D(height: height, width: width)
        self.padding = padding
        self.padIfNeeded = padIfNeeded
        self.paddingMode = paddingMode
        self.fill = fill
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        let image = padded(image)
        let down = image.height - size.height, across = image.width - size.width
        guard down >= 0, across >= 0 else {
            fail(
                "RandomCrop of \(size.width)×\(size.height) pixels is larger than the image of \(image.width)×\(image.height): use a smaller crop, Resize before it, or padIfNeeded: true",
                file, line)
        }
        // Nothing is drawn where there is only one place.
        if down == 0, across == 0 { return image }
        let top = Random.integer(in: 0..<down + 1), left = Random.integer(in: 0..<across + 1)
        return image.cropped(to: Rectangle(top: top, left: left, height: size.height, width: size.width))
    }

    private func padded(_ image: Image) -> Image {
        let all = padding ?? 0
        // One after the other, as torchvision does: it matters where the picture is mirrored.
        let image = all == 0 ? image
            : image.padded(left: all, top: all, right: all, bottom: all, mode: paddingMode, fill: fill)
        guard padIfNeeded, image.width < size.width || image.height < size.height else { return image }
        let across = max(size.width - image.width, 0), down = max(size.height - image.height, 0)
        return image.padded(left: across, top: down, right: across, bottom: down, mode: paddingMode, fill: fill)
    }

    public var description: String {
        "RandomCrop(size=\(TransformText.pair(size)), padding=\(padding.map { "\($0)" } ?? "None"))"
    }
}
