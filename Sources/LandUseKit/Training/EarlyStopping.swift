/// Ends a training that does not get better any more: after `patience` epochs in a row without an improvement.
///
///     Trainer(model, optimizer: optimizer, earlyStopping: EarlyStopping(patience: 5))
public struct EarlyStopping: Sendable, Equatable {
    /// What is to get better. Without validation pictures, the training set's own is taken.
    public enum Quantity: String, Sendable, CaseIterable {
        /// Smaller is better.
        case validationLoss = "validation loss"
        /// Larger is better; 0…1.
        case validationAccuracy = "validation accuracy"
        /// Smaller is better. What has been learnt by heart counts here.
        case trainLoss = "training loss"
    }

    /// How many epochs in a row may bring nothing.
    public var patience: Int
    /// By how much an epoch must be better than the best before, to count (Keras' `min_delta`).
    public var minimumImprovement: Double
    /// What is to get better.
    public var quantity: Quantity

    public init(
        patience: Int = 5, minimumImprovement: Double = 0, of quantity: Quantity = .validationLoss,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        self.patience = patience
        self.minimumImprovement = minimumImprovement
        self.quantity = quantity
        guard isSensible else {
            fail(
                "EarlyStopping needs a patience of at least one epoch and an improvement that is not negative, "
                    + "got \(patience) and \(minimumImprovement)", file, line)
        }
    }

    var isSensible: Bool { patience > 0 && minimumImprovement >= 0 }

    /// Whether training ends after these epochs. It follows from them alone, so that a training that is resumed ends where
    /// it would have.
    public func isReached(after epochs: [History.Epoch]) -> Bool {
        var best = Double.infinity, waited = 0
        for epoch in epochs {
            let value = measure(of: epoch)
            // A value that is no number improves nothing.
            if value < best - minimumImprovement {
                best = value
                waited = 0
            } else {
                waited += 1
            }
        }
        return waited >= patience
    }

    /// Smaller is better.
    private func measure(of epoch: History.Epoch) -> Double {
        switch quantity {
        case .validationLoss: epoch.validationLoss ?? epoch.trainLoss
        case .validationAccuracy: -(epoch.validationAccuracy ?? epoch.trainAccuracy)
        case .trainLoss: epoch.trainLoss
        }
    }
}
