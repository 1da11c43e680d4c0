/// Exchanges top and bottom with a probability (torchvision's `RandomVerticalFlip`).
public struct RandomVerticalFlip: RandomImageTransform {
    public let p: Double

    public init(p: Double = 0.5, file: StaticString = #fileID, line: UInt = #line) {
        checkProbability(p, "RandomVerticalFlip", file, line)
        self.p = p
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        Random.happens(withProbability: p) ? image.flippedVertically() : image
    }

    public var description: String { "RandomVerticalFlip(p=\(p))" }
}
