/// Applies one of several transforms, each as likely as the others, or by weights (torchvision's `RandomChoice`).
///
/// torchvision asks Python's generator which, so that here the same seed chooses otherwise.
public struct RandomChoice: RandomImageTransform {
    public let choices: [any ImageTransform]
    /// How likely each is, in proportion; `nil` where all are alike.
    public let weights: [Double]?

    public init(
        _ choices: [any ImageTransform], weights: [Double]? = nil, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard !choices.isEmpty else { fail("RandomChoice needs at least one transform", file, line) }
        if let weights {
            guard weights.count == choices.count, weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
            else {
                fail("RandomChoice needs a weight of 0 or more for each of \(choices.count) transforms, not all 0, got \(weights)", file, line)
            }
        }
        self.choices = choices
        self.weights = weights
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        let weights = weights ?? choices.map { _ in 1 }
        var left = Random.uniform() * weights.reduce(0, +), chosen = 0
        for (index, weight) in weights.enumerated() where weight > 0 {
            chosen = index
            if left < weight { break }
            left -= weight
        }
        return choices[chosen].transform(image, file: file, line: line)
    }

    public var description: String {
        TransformText.nested("RandomChoice", choices, last: "(p=\(weights.map { "\($0)" } ?? "None"))")
    }
}
