/// Takes the colours out with a probability, and keeps the number of channels (torchvision's `RandomGrayscale`).
public struct RandomGrayscale: RandomImageTransform {
    public let p: Double

    public init(p: Double = 0.1, file: StaticString = #fileID, line: UInt = #line) {
        checkProbability(p, "RandomGrayscale", file, line)
        self.p = p
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        Random.happens(withProbability: p) ? image.grayscale() : image
    }

    public var description: String { "RandomGrayscale(p=\(p))" }
}
