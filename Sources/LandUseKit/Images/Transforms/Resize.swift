/// Scales a picture (torchvision's `Resize`): bilinear with antialiasing, to the byte what PIL gives for grey and
/// for red, green and blue. Every further channel is scaled by itself, for it may be a band like the others; PIL takes it for
/// alpha, and weights the colours by it.
///
/// `Resize(224)` makes the shorter side 224 and keeps the proportions; `Resize(224, 224)` and
/// `Resize(height: 180, width: 240)` make exactly that size.
public struct Resize: ImageTransform, Sendable {
    private enum Target {
        case shorterSide(Int)
        case exactly(Size2D)
    }

    private let target: Target

    /// - Parameter size: of the shorter side, in pixels
    public init(_ size: Int, file: StaticString = #fileID, line: UInt = #line) {
        guard size > 0 else { fail("Resize(\(size)) needs a positive size", file, line) }
        target = .shorterSide(size)
    }

    /// Pixels.
    public init(height: Int, width: Int, file: StaticString = #fileID, line: UInt = #line) {
        guard height > 0, width > 0 else { fail("Resize(\(height), \(width)) needs positive sizes", file, line) }
        target = .exactly(Size2D(height: height, width: width))
    }

    /// Pixels, height first, as in torchvision.
    public init(_ height: Int, _ width: Int, file: StaticString = #fileID, line: UInt = #line) {
        self.init(height: height, width: width, file: file, line: line)
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        switch target {
        case .exactly(let size): image.resampled(height: size.height, width: size.width)
        case .shorterSide(let size) where image.width <= image.height:
            image.resampled(height: size * image.height / image.width, width: size)
        case .shorterSide(let size):
            image.resampled(height: size, width: size * image.width / image.height)
        }
    }

    public var description: String {
        let size = switch target {
        case .shorterSide(let size): "\(size)"
        case .exactly(let size): TransformText.pair(size)
        }
        return "Resize(size=\(size), interpolation=bilinear, max_size=None, antialias=True)"
    }
}
