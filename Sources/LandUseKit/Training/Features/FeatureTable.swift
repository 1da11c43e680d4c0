/// The features of every picture of a set, in the set's order.
struct FeatureTable {
    /// `[N, …]`
    private let features: Tensor

    /// Runs all pictures through what stands before the head, in evaluation mode and without gradients. Draws nothing from
    /// `Random` that later draws would miss.
    ///
    /// `nil` where making the pictures took random numbers after all: other features would belong to the next epoch.
    ///
    /// - Parameter advance: is told of each batch
    /// - Throws: what the dataset throws for a picture that cannot be read.
    init?(of loader: DataLoader, by network: any FeatureExtractor, advance: (Batch) -> Void) throws {
        var loader = loader
        loader.isShuffled = false
        loader.dropsLast = false
        network.eval()
        let features: Tensor? = try Random.withSeed(0) {
            let batches = loader.batches()
            var parts: [Tensor] = []
            while let batch = try batches.next() {
                if batches.hasDrawn { return nil }
                parts.append(noGrad { network.extractFeatures(batch.images) })
                advance(batch)
            }
            return Tensor.cat(parts)
        }
        guard let features else { return nil }
        self.features = features
    }

    /// Numbers of one picture.
    var featureCount: Int { features.shape.dropFirst().product }

    /// The features of some pictures, as a batch.
    func rows(_ indices: [Int]) -> Tensor { Tensor.stack(indices.map { features[$0] }) }
}

extension Transform {
    /// The first step that is random, for a message.
    var randomStep: String? {
        if let compose = self as? Compose { return compose.steps.lazy.compactMap(\.randomStep).first }
        return isRandom ? "\(type(of: self))" : nil
    }
}
