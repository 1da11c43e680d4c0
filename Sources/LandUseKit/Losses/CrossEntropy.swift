/// How badly logits foretell classes: −log softmax(logits) at the right class (PyTorch's `F.cross_entropy`).
///
///     let loss = crossEntropy(model(images), labels)
///
/// - Parameters:
///   - logits: `[N, C]`, or `[N, C, H, W]` for a class a pixel; for a single prediction, `[C]`
///   - labels: the right classes, 0…C−1, N of them, or N·H·W in row-major order
///   - weight: how much each class counts, `[C]`
///   - labelSmoothing: the share, 0…1, that is taken from the right class and given to all alike
///   - ignoreIndex: the label of places that do not count
///   - reduction: `.mean` divides by the sum of the weights of the labels that count, and is NaN where none does
/// - Returns: a single number, or with `.none` one for each label, 0 where it does not count.
public func crossEntropy(
    _ logits: Tensor, _ labels: [Int], weight: Tensor? = nil, labelSmoothing: Double = 0, ignoreIndex: Int = -100,
    reduction: Reduction = .mean, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    let calculation = CrossEntropyCalculation(logits, weight, labelSmoothing, reduction, file, line)
    return calculation.run(calculation.classes(labels, ignoring: ignoreIndex, file, line))
}

/// The same with a tensor of labels: `[N]` (or `[N, H, W]`) with whole numbers, or probabilities of all classes
/// in the shape of the logits, where the mean divides by the number of places, whatever the weights.
public func crossEntropy(
    _ logits: Tensor, _ labels: Tensor, weight: Tensor? = nil, labelSmoothing: Double = 0, ignoreIndex: Int = -100,
    reduction: Reduction = .mean, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    let calculation = CrossEntropyCalculation(logits, weight, labelSmoothing, reduction, file, line)
    if labels.shape == logits.shape {
        guard ignoreIndex < 0 else {
            fail("crossEntropy: ignoreIndex: \(ignoreIndex) needs labels, got probabilities \(labels.shape)", file, line)
        }
        return calculation.run(probabilities: labels)
    }
    return calculation.run(calculation.classes(labels, ignoring: ignoreIndex, file, line))
}

/// `crossEntropy` with its options, to be called like a function (PyTorch's `nn.CrossEntropyLoss`).
///
///     let criterion = CrossEntropyLoss(labelSmoothing: 0.1)
///     let loss = criterion(model(images), labels)
public struct CrossEntropyLoss {
    public var weight: Tensor?
    public var labelSmoothing: Double
    public var ignoreIndex: Int
    public var reduction: Reduction

    public init(weight: Tensor? = nil, labelSmoothing: Double = 0, ignoreIndex: Int = -100, reduction: Reduction = .mean) {
        self.weight = weight
        self.labelSmoothing = labelSmoothing
        self.ignoreIndex = ignoreIndex
        self.reduction = reduction
    }

    public func callAsFunction(
        _ logits: Tensor, _ labels: [Int], file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        crossEntropy(
            logits, labels, weight: weight, labelSmoothing: labelSmoothing, ignoreIndex: ignoreIndex,
            reduction: reduction, file: file, line: line)
    }

    public func callAsFunction(
        _ logits: Tensor, _ labels: Tensor, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        crossEntropy(
            logits, labels, weight: weight, labelSmoothing: labelSmoothing, ignoreIndex: ignoreIndex,
            reduction: reduction, file: file, line: line)
    }
}
