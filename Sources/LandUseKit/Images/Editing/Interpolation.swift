/// How a picture is read between its pixels (torchvision's `InterpolationMode`).
public enum Interpolation: String, Sendable {
    /// The pixel in which the place lies.
    case nearest
    /// Between the four nearest pixels, in proportion.
    case bilinear
}
