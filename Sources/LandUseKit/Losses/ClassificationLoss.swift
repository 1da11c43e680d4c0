/// How badly a batch of logits foretells classes, as one number whose gradient leads training.
///
/// `CrossEntropyLoss` is one. For another, say how a batch's loss is computed:
///
///     struct FocalLoss: ClassificationLoss {
///         func callAsFunction(_ logits: Tensor, _ labels: [Int], file: StaticString, line: UInt) -> Tensor { … }
///     }
public protocol ClassificationLoss {
    /// The mean loss over a batch, a single number.
    func callAsFunction(_ logits: Tensor, _ labels: [Int], file: StaticString, line: UInt) -> Tensor

    /// What that mean was divided by: how much a batch counts among others. The number of labels, unless some count more
    /// than others.
    func totalWeight(of labels: [Int]) -> Double
}

extension ClassificationLoss {
    public func totalWeight(of labels: [Int]) -> Double { Double(labels.count) }
}

extension CrossEntropyLoss: ClassificationLoss {
    /// The sum of the weights of the labels that count.
    public func totalWeight(of labels: [Int]) -> Double {
        let counted = labels.filter { $0 != ignoreIndex }
        guard let weights = weight?.elements else { return Double(counted.count) }
        return counted.reduce(0) { $0 + (weights.indices.contains($1) ? Double(weights[$1]) : 0) }
    }
}
