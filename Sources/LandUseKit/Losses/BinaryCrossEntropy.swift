import Glibc

/// How badly logits foretell yes or no, each for itself: −y · log σ(x) − (1 − y) · log(1 − σ(x)), with σ the sigmoid
/// (PyTorch's `F.binary_cross_entropy_with_logits`). It is computed from softplus(x) = log(1 + eˣ), which neither
/// overflows nor loses what is small.
///
/// - Parameters:
///   - logits: any shape
///   - targets: 0, 1, or a probability between, in the same shape
///   - weight: how much each prediction counts; broadcast to that shape
///   - posWeight: how much more a yes counts; broadcast to that shape, `[C]` for a factor a class at the end
///   - reduction: `.mean` divides by the number of predictions, whatever the weights
public func binaryCrossEntropyWithLogits(
    _ logits: Tensor, _ targets: Tensor, weight: Tensor? = nil, posWeight: Tensor? = nil, reduction: Reduction = .mean,
    file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard logits.shape == targets.shape else {
        fail(
            "binaryCrossEntropyWithLogits expects logits and targets of one shape, got \(logits.shape) and \(targets.shape)",
            file, line)
    }
    for (name, weights) in [("weight", weight), ("posWeight", posWeight)] {
        if let weights, Broadcasting.shape(weights.shape, logits.shape) != logits.shape {
            fail(
                "binaryCrossEntropyWithLogits: \(name) \(weights.shape) cannot be broadcast to the logits' shape \(logits.shape)",
                file, line)
        }
    }
    let x = logits.detach().copied(), shape = logits.shape
    func alike(_ tensor: Tensor) -> Tensor { tensor.detach().broadcast(to: shape).copied(strides: x.strides) }
    let terms = BinaryCrossEntropy(
        logits: x, targets: alike(targets), weights: weight.map(alike), yesWeights: posWeight.map(alike))
    let losses = terms.map { x, y, yes in y * yes * softplus(-x) + (1 - y) * softplus(x) }
    let result = reduction == .none ? losses : reduction == .sum ? losses.sum() : losses.mean()
    guard let wanted = Autograd.wanted([logits, targets]) else { return result }
    let share = reduction == .mean ? 1 / Float(x.count) : 1
    return result.computed("binaryCrossEntropyWithLogits", from: [logits, targets]) { gradient in
        let given = gradient * share
        return [
            // σ'(x) cancels out.
            wanted[0] ? given * terms.map { x, y, yes in (1 - y) * sigmoid(x) - y * yes * sigmoid(-x) } : nil,
            wanted[1] ? given * terms.map { x, _, yes in yes * softplus(-x) - softplus(x) } : nil,
        ]
    }
}

/// `binaryCrossEntropyWithLogits` with its options, to be called like a function (PyTorch's `nn.BCEWithLogitsLoss`).
public struct BCEWithLogitsLoss {
    public var weight: Tensor?
    public var posWeight: Tensor?
    public var reduction: Reduction

    public init(weight: Tensor? = nil, posWeight: Tensor? = nil, reduction: Reduction = .mean) {
        self.weight = weight
        self.posWeight = posWeight
        self.reduction = reduction
    }

    public func callAsFunction(
        _ logits: Tensor, _ targets: Tensor, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        binaryCrossEntropyWithLogits(
            logits, targets, weight: weight, posWeight: posWeight, reduction: reduction, file: file, line: line)
    }
}

/// What each prediction's loss and slope come from: tensors of their own, of one shape and memory layout.
private struct BinaryCrossEntropy {
    let logits: Tensor
    let targets: Tensor
    let weights: Tensor?
    let yesWeights: Tensor?

    /// A function of each logit, its target and the weight of a yes, times the prediction's weight.
    func map(_ function: (_ x: Float, _ y: Float, _ yes: Float) -> Float) -> Tensor {
        let result = Tensor(uninitialized: logits.shape, strides: logits.strides), count = logits.count
        withFloats(logits, targets, result) { x, y, result in
            for index in 0..<count { result[index] = function(x[index], y[index], 1) }
            if let yesWeights {
                yesWeights.withFloats { yes in
                    for index in 0..<count { result[index] = function(x[index], y[index], yes[index]) }
                }
            }
        }
        return weights.map { result * $0 } ?? result
    }
}

/// log(1 + eˣ)
private func softplus(_ x: Float) -> Float { max(x, 0) + log1pf(expf(-abs(x))) }

/// 1 / (1 + e⁻ˣ), from an exponential that cannot overflow.
private func sigmoid(_ x: Float) -> Float {
    let small = expf(-abs(x))
    return x < 0 ? small / (1 + small) : 1 / (1 + small)
}
