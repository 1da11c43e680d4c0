/// Exchanges left and right with a probability (torchvision's `RandomHorizontalFlip`).
public struct RandomHorizontalFlip: RandomImageTransform {
    public let p: Double

    public init(p: Double = 0.5, file: StaticString = #fileID, line: UInt = #line) {
        checkProbability(p, "RandomHorizontalFlip", file, line)
        self.p = p
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        Random.happens(withProbability: p) ? image.flippedHorizontally() : image
    }

    public var description: String { "RandomHorizontalFlip(p=\(p))" }
}
