/// Cuts out the middle (torchvision's `CenterCrop`). Where the picture is smaller than the crop, black
/// (zero) is put around it first, the odd pixel below and to the right.
public struct CenterCrop: ImageTransform, Sendable {
    public let size: Size2D

    /// A square, in pixels.
    public init(_ size: Int, file: StaticString = #fileID, line: UInt = #line) {
        self.init(size, size, file: file, line: line)
    }

    /// Pixels, height first.
    public init(_ height: Int, _ width: Int, file: StaticString = #fileID, line: UInt = #line) {
        guard height > 0, width > 0 else { fail("CenterCrop(\(height), \(width)) needs positive sizes", file, line) }
        size = Size2D(height: height, width: width)
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        let rows = Self.place(size.height, in: image.height), columns = Self.place(size.width, in: image.width)
        var samples = [UInt8](repeating: 0, count: size.height * size.width * image.channels)
        let first = max(columns, 0), last = min(columns + size.width, image.width)
        for row in max(rows, 0)..<min(rows + size.height, image.height) {
            let source = (row * image.width + first) * image.channels
            let target = ((row - rows) * size.width + first - columns) * image.channels
            let count = (last - first) * image.channels
            samples.replaceSubrange(target..<target + count, with: image.samples[source..<source + count])
        }
        return Image(
            height: size.height, width: size.width, channels: image.channels, samples: samples,
            alternativeText: image.alternativeText)
    }

    public var description: String { "CenterCrop(size=\(TransformText.pair(size)))" }

    /// Where the crop begins; negative where padding comes first. Halves go to the even neighbour, as in
    /// Python's `round`.
    private static func place(_ crop: Int, in size: Int) -> Int {
        if crop > size { return -((crop - size) / 2) }
        return Int((Double(size - crop) / 2).rounded(.toNearestOrEven))
    }
}
