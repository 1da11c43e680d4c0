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
    /// How many classes these weights tell apart; the classifier, `fc`, is to be replaced for others.
    public let classCount: Int

    /// Trained on ImageNet-1K: 1000 classes, top-1 accuracy 69.758 % (torchvision's `IMAGENET1K_V1`, BSD-3).
    public static let imageNet1KV1 = ResNet18Weights(
        pretrained: PretrainedWeights(.resNet18ImageNet1KV1), classCount: 1000)

    /// Our own, which come with LandUseKit and need no network: trained on EuroSAT's Sentinel-2 images and on generated
    /// pictures, 10 + 21 classes; Notebooks/checkpoint says how, and what they are worth. Inputs are normalised as for ImageNet's.
    public static let landUse = ResNet18Weights(pretrained: PretrainedWeights(.resNet18LandUse), classCount: 31)

    /// ImageNet's where they are in the cache folder or can be downloaded, else our own, which need neither. Which of the two
    /// teach more about aerial images was not measured here: the others are one argument away.
    ///
    ///     let weights = try ResNet18Weights.available()
    ///     print("starting from", weights)
    ///     let model = try ResNet.resnet18(weights: weights)
    ///
    /// Where a download gave something else (a network's page of greeting, say), nothing of it is kept, and a line says so.
    ///
    /// - Throws: `WeightsError` where a file that lies in the cache folder is not ImageNet's: whoever put it there wants those.
    public static func available() throws(WeightsError) -> ResNet18Weights {
        do throws(WeightsError) {
            try WeightsStore.fromEnvironment().require(imageNet1KV1.pretrained.published)
            return imageNet1KV1
        } catch .notDownloaded, .noCacheFolder {
            return landUse
        } catch .otherFile(_, let source, _) where source.contains("://") {
            print("\(source) gave another file than the one that was published: LandUseKit's own weights stand in for it")
            return landUse
        } catch .notStored(let name, let reason) {
            // Nothing came that could be mistaken for them; and a home that cannot be written is a classroom's, often.
            print("\(name) cannot be kept on this machine (\(reason)): LandUseKit's own weights stand in for them")
            return landUse
        }
    }
}

extension ResNet18Weights: CustomStringConvertible {
    /// "resnet18-f37072fd (ImageNet-1K, 1000 classes)"
    public var description: String { "\(pretrained.name) (\(pretrained.summary))" }
}

extension ResNet {
    /// ResNet-18 with pretrained weights: our own, or ImageNet's from the cache folder or, the first time, downloaded (45 MB).
    ///
    ///     let resnet18 = try ResNet.resnet18(weights: .imageNet1KV1)
    ///
    /// The random generator then stands where building the network with random weights would have left it,
    /// so that what is drawn next does not depend on the choice.
    ///
    /// - Throws: `WeightsError`, with words that say what to do.
    public static func resnet18(weights: ResNet18Weights) throws(WeightsError) -> ResNet {
        let state = try WeightsStore.stateDict(of: weights.pretrained.published)
        let model = Initialization.skipped { ResNet.resnet18(numClasses: weights.classCount) }
        do throws(StateDictMismatch) {
            try model.load(state)
        } catch {
            throw .mismatched(name: weights.pretrained.name, reason: error.description)
        }
        model.passOverInitialization()
        return model
    }
}
