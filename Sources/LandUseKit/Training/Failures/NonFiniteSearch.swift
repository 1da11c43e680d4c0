/// Finds out where numbers ceased to be finite.
struct NonFiniteSearch {
    let model: Module
    /// Pictures, not features.
    let batch: Batch
    let names: (Int) -> String

    /// For a loss that is not finite: pictures, then weights, then the outputs of the layers in the order in which they are
    /// computed, for which the batch runs through the network once more, in the mode that it is in.
    func forward() -> NonFiniteTraining.Culprit {
        let pictures = (0..<batch.count).filter { !batch.images[$0].isFinite }
        if !pictures.isEmpty { return .pictures(pictures.map { names(batch.indices[$0]) }) }
        if let entry = weights.first(where: { !$0.tensor.isFinite }) { return .weight(entry.name) }
        return Self.firstOutput(of: model) { _ = noGrad { model(batch.images) } } ?? .loss
    }

    /// In training mode, running statistics are what the layers made of them in this very batch, and no cause.
    private var weights: [(name: String, tensor: Tensor)] {
        model.isTraining ? model.namedParameters().map { ($0.name, $0.parameter) } : model.stateDict().entries
    }

    /// For gradients that are not finite.
    func backward() -> NonFiniteTraining.Culprit {
        let last = model.namedParameters().last { $0.parameter.grad.map { !$0.isFinite } ?? false }
        return last.map { .gradient($0.name) } ?? forward()
    }

    var inputRange: ClosedRange<Double>? {
        let finite = batch.images.elements.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return nil }
        return Double(low)...Double(high)
    }

    private static func firstOutput(of model: Module, _ run: () -> Void) -> NonFiniteTraining.Culprit? {
        let found = Found()
        let hooks = model.namedModules().map { name, module in
            module.registerForwardHook { module, _, output in
                guard found.culprit == nil, !output.isFinite else { return }
                let weights = ModuleParts(of: module).parameters.flatMap { $0.tensor.elements.map { abs(Double($0)) } }
                found.culprit = .output(layer: name.isEmpty ? module.typeName : name, kind: module.typeName, largestWeight: weights.max())
            }
        }
        defer { for hook in hooks { hook.remove() } }
        run()
        return found.culprit
    }

    /// What hooks share.
    private final class Found {
        var culprit: NonFiniteTraining.Culprit?
    }
}

extension Tensor {
    /// Whether no element is infinite or NaN.
    final var isFinite: Bool { elements.allSatisfy(\.isFinite) }
}
