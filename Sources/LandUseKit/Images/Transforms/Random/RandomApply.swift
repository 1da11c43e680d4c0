/// Applies several transforms, or none of them, with a probability (torchvision's `RandomApply`).
///
///     RandomApply([GaussianBlur(kernelSize: 5), ColorJitter(brightness: 0.3)], p: 0.3)
public struct RandomApply: RandomImageTransform {
    public let steps: [any ImageTransform]
    public let p: Double

    public init(_ steps: [any ImageTransform], p: Double = 0.5, file: StaticString = #fileID, line: UInt = #line) {
        checkProbability(p, "RandomApply", file, line)
        self.steps = steps
        self.p = p
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        // Equality counts here, unlike elsewhere: torchvision asks whether p is less than what it draws.
        if Float(p) < Float(Random.uniform()) { return image }
        return steps.reduce(image) { $1.transform($0, file: file, line: line) }
    }

    public var description: String { TransformText.nested("RandomApply", steps, first: "p=\(p)") }
}
