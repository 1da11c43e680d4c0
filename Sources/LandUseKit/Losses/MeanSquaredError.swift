/// The squares of the differences, by default their mean (PyTorch's `F.mse_loss`).
///
/// Both tensors have the same shape: `[N, 1]` against `[N]` would be broadcast to N² differences, which is never meant.
public func mseLoss(
    _ predictions: Tensor, _ targets: Tensor, reduction: Reduction = .mean, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard predictions.shape == targets.shape else {
        fail(
            "mseLoss expects predictions and targets of one shape, got \(predictions.shape) and \(targets.shape); "
                + "reshape() or squeeze() makes them alike", file, line)
    }
    let difference = predictions.detach() - targets.detach()
    let squares = difference.map { $0 * $0 }
    let result = reduction == .none ? squares : reduction == .sum ? squares.sum() : squares.mean()
    guard let wanted = Autograd.wanted([predictions, targets]) else { return result }
    let kept = SavedTensor(difference), slope = reduction == .mean ? 2 / Float(difference.count) : 2
    return result.computed("mseLoss", from: [predictions, targets]) { gradient in
        let slopes = kept.restored() * (gradient * slope)
        return [wanted[0] ? slopes : nil, wanted[1] ? -slopes : nil]
    }
}

/// `mseLoss` with its option, to be called like a function (PyTorch's `nn.MSELoss`).
public struct MSELoss {
    public var reduction: Reduction

    public init(reduction: Reduction = .mean) { self.reduction = reduction }

    public func callAsFunction(
        _ predictions: Tensor, _ targets: Tensor, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        mseLoss(predictions, targets, reduction: reduction, file: file, line: line)
    }
}
