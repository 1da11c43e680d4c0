/// A height and a width, in pixels: of a kernel, a stride, a padding. `3` stands for 3×3.
public struct Size2D: Equatable, Sendable, ExpressibleByIntegerLiteral {
    public var height: Int
    public var width: Int

    public init(height: Int, width: Int) {
        self.height = height
        self.width = width
    }

    /// The same both ways.
    public init(_ both: Int) { self.init(height: both, width: both) }
    public init(integerLiteral value: Int) { self.init(value) }

    /// Python's notation, which PyTorch's descriptions of layers use.
    var tuple: String { "(\(height), \(width))" }

    /// One number where both are the same, as PyTorch writes the sizes of pools.
    var short: String { height == width ? "\(height)" : tuple }
}

/// The arithmetic of a window that slides over an image (PyTorch's definition of convolutions and pools).
struct SlidingWindow {
    var kernel: Size2D
    var stride: Size2D
    var padding: Size2D
    var dilation: Size2D
    /// Whether a last place counts that only part of the window fits into (PyTorch's `ceil_mode`), provided that it starts
    /// within the image or the padding before it.
    var roundsUp = false

    /// How many places the window has; not positive where it does not fit.
    func outputSize(height: Int, width: Int) -> Size2D {
        func places(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
            let room = size + 2 * padding - dilation * (kernel - 1) - 1
            guard roundsUp else { return room < 0 ? 0 : room / stride + 1 }
            let all = room + stride - 1 < 0 ? 0 : (room + stride - 1) / stride + 1
            return (all - 1) * stride >= size + padding ? all - 1 : all
        }
        return Size2D(
            height: places(height, kernel.height, stride.height, padding.height, dilation.height),
            width: places(width, kernel.width, stride.width, padding.width, dilation.width))
    }
}
