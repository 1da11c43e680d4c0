/// Looks at the picture from elsewhere, with a probability: its corners move inwards by random distances
/// (torchvision's `RandomPerspective`).
public struct RandomPerspective: RandomImageTransform {
    /// How far a corner may move, of half the picture's sides: 0…1.
    public let distortionScale: Double
    public let p: Double
    public let interpolation: Interpolation
    /// The level of every channel where the picture does not reach.
    public let fill: UInt8

    public init(
        distortionScale: Double = 0.5, p: Double = 0.5, interpolation: Interpolation = .bilinear, fill: UInt8 = 0,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard (0...1).contains(distortionScale) else {
            fail("RandomPerspective: distortionScale must be from 0 to 1, got \(distortionScale)", file, line)
        }
        checkProbability(p, "RandomPerspective", file, line)
        self.distortionScale = distortionScale
        self.p = p
        self.interpolation = interpolation
        self.fill = fill
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        guard Random.happens(withProbability: p) else { return image }
        let right = image.width - 1, bottom = image.height - 1
        let across = Int(distortionScale * Double(image.width / 2))
        let down = Int(distortionScale * Double(image.height / 2))
        func near(_ distance: Int) -> Double { Double(Random.integer(in: 0..<distance + 1)) }
        func far(_ last: Int, _ distance: Int) -> Double { Double(Random.integer(in: last - distance..<last + 1)) }
        // From the upper left corner clockwise, each to the right first, as torchvision draws them.
        let moved = [
            (x: near(across), y: near(down)), (x: far(right, across), y: near(down)),
            (x: far(right, across), y: far(bottom, down)), (x: near(across), y: far(bottom, down)),
        ]
        let corners = [(0, 0), (right, 0), (right, bottom), (0, bottom)].map { (x: Double($0.0), y: Double($0.1)) }
        return image.perspective(from: corners, to: moved, interpolation: interpolation, fill: fill)
    }

    public var description: String { "RandomPerspective(p=\(p))" }
}
