/// Turns about the middle by a random angle (torchvision's `RandomRotation`).
///
///     RandomRotation(10)                                          // −10…10 degrees
///     RandomRotation(0...90, interpolation: .bilinear)
///
/// The corners that the picture no longer reaches are filled. See `RandomRotation90` for turns without such corners.
public struct RandomRotation: RandomImageTransform {
    /// Of which the angle is drawn; positive ones turn counter-clockwise.
    public let degrees: ClosedRange<Double>
    public let interpolation: Interpolation
    /// Whether the picture grows to hold its own corners.
    public let expand: Bool
    /// The level of every channel where the picture does not reach.
    public let fill: UInt8

    /// From `-degrees` to `degrees`.
    public init(
        _ degrees: Double, interpolation: Interpolation = .nearest, expand: Bool = false, fill: UInt8 = 0,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard degrees >= 0, degrees.isFinite else {
            fail("RandomRotation: the largest angle must be 0 or more degrees, got \(degrees)", file, line)
        }
        self.init(-degrees...degrees, interpolation: interpolation, expand: expand, fill: fill, file: file, line: line)
    }

    public init(
        _ degrees: ClosedRange<Double>, interpolation: Interpolation = .nearest, expand: Bool = false, fill: UInt8 = 0,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard degrees.lowerBound.isFinite, degrees.upperBound.isFinite else {
            fail("RandomRotation: angles must be finite, got \(degrees) degrees", file, line)
        }
        self.degrees = degrees
        self.interpolation = interpolation
        self.expand = expand
        self.fill = fill
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        let angle = Random.uniform(degrees)
        return image.rotated(degrees: angle, interpolation: interpolation, expand: expand, fill: fill)
    }

    public var description: String {
        "RandomRotation(degrees=[\(degrees.lowerBound), \(degrees.upperBound)], "
            + "interpolation=\(interpolation.rawValue), expand=\(expand ? "True" : "False"), fill=\(fill))"
    }
}
