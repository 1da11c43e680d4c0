/// A network of which nothing but the head, or parts of the head, is trained.
struct FrozenBackbone {
    let network: any FeatureExtractor

    /// `nil` for a network of another kind, or one that has something to train before its head.
    init?(of model: Module) {
        guard let network = model as? any FeatureExtractor else { return nil }
        let head = Set(network.head.parameters().map(ObjectIdentifier.init))
        let before = network.parameters().filter { !head.contains(ObjectIdentifier($0)) }
        guard !before.isEmpty, before.allSatisfy({ !$0.requiresGrad }) else { return nil }
        self.network = network
    }

    /// The head in training mode, all before it in evaluation mode.
    func train() {
        network.eval()
        network.head.train()
    }
}

extension Trainer.FrozenBatchNorm {
    /// Puts a model into training mode.
    func train(_ model: Module, backbone: FrozenBackbone?) {
        if let backbone { backbone.train() } else { model.train() }
        guard self == .evaluation else { return }
        for case let norm as BatchNorm2d in model.modules() where !norm.weight.requiresGrad && !norm.bias.requiresGrad {
            norm.eval()
        }
    }
}
