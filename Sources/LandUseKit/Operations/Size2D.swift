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
}

/// The arithmetic of a window that slides over an image (PyTorch's definition of convolutions and pools).
struct SlidingWindow {
    var kernel: Size2D
    var stride: Size2D
    var padding: Size2D
    var dilation: Size2D

    /// How many places the window has; not positive where it does not fit.
    func outputSize(height: Int, width: Int) -> Size2D {
        func places(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
            let room = size + 2 * padding - dilation * (kernel - 1) - 1
            return room < 0 ? 0 : room / stride + 1
        }
        return Size2D(
            height: places(height, kernel.height, stride.height, padding.height, dilation.height),
            width: places(width, kernel.width, stride.width, padding.width, dilation.width))
    }
}
