internal import Downloads

/// Weights that someone has trained and published, under torchvision's names.
public struct PretrainedWeights: Sendable, Equatable {
    /// The published file's name without its ending: "resnet18-f37072fd".
    public let name: String
    /// The beginning of the published file's SHA-256, in hexadecimal.
    public let checksumPrefix: String
    /// What was learnt, and from what.
    public let summary: String

    let published: PublishedWeights

    init(_ published: PublishedWeights) {
        self.published = published
        name = published.name
        summary = published.summary
        if case .published(let file) = published.origin { checksumPrefix = file.sha256 } else { checksumPrefix = "" }
    }
}

/// The pretrained weights of ResNet-18.
public struct ResNet18Weights: Sendable, Equatable {
    public let pretrained: PretrainedWeights

    /// Trained on ImageNet-1K: 1000 classes, top-1 accuracy 69.758 % (torchvision's `IMAGENET1K_V1`, BSD-3).
    public static let imageNet1KV1 = ResNet18Weights(pretrained: PretrainedWeights(.resNet18ImageNet1KV1))
}

extension ResNet {
    /// ResNet-18 with pretrained weights, from the cache folder or, the first time, downloaded (45 MB).
    ///
    ///     let resnet18 = try ResNet.resnet18(weights: .imageNet1KV1)
    ///
    /// The random generator then stands where building the network with random weights would have left it,
    /// so that what is drawn next does not depend on the choice.
    ///
    /// - Throws: `WeightsError`, with words that say what to do.
    public static func resnet18(weights: ResNet18Weights) throws(WeightsError) -> ResNet {
        let state = try WeightsStore.fromEnvironment().stateDict(of: weights.pretrained.published)
        let model = Initialization.skipped { ResNet.resnet18() }
        do throws(StateDictMismatch) {
            try model.load(state)
        } catch {
            throw .mismatched(name: weights.pretrained.name, reason: error.description)
        }
        model.passOverInitialization()
        return model
    }
}
