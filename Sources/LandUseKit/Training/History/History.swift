/// What a training was like, epoch by epoch. A notebook shows it as learning curves with their data.
///
///     let history = try trainer.fit(train: train, validation: validation, epochs: 20)
///     history.best?.validationAccuracy
///     History.comparison(of: ["frozen": frozen, "fine-tuned": fineTuned])
public struct History: Sendable, Equatable {
    public struct Epoch: Sendable, Equatable {
        /// From 1.
        public var number: Int
        /// The mean over the epoch's pictures, each at the time when it was learnt from, in training mode.
        public var trainLoss: Double
        /// 0…1, likewise.
        public var trainAccuracy: Double
        /// The exact mean over the validation set after the epoch, in evaluation mode.
        public var validationLoss: Double?
        /// 0…1
        public var validationAccuracy: Double?
        /// Each parameter group's, at the beginning of the epoch.
        public var learningRates: [Double]
        /// For training and validation.
        public var seconds: Double
        /// Training pictures a second.
        public var imagesPerSecond: Double

        public init(
            number: Int, trainLoss: Double, trainAccuracy: Double, validationLoss: Double? = nil,
            validationAccuracy: Double? = nil, learningRates: [Double], seconds: Double, imagesPerSecond: Double
        ) {
            self.number = number
            self.trainLoss = trainLoss
            self.trainAccuracy = trainAccuracy
            self.validationLoss = validationLoss
            self.validationAccuracy = validationAccuracy
            self.learningRates = learningRates
            self.seconds = seconds
            self.imagesPerSecond = imagesPerSecond
        }

        /// What an epoch is judged by: the validation's, where there is one.
        var judgedAccuracy: Double { validationAccuracy ?? trainAccuracy }
        var judgedLoss: Double { validationLoss ?? trainLoss }

        /// More right predictions are better; as many with less doubt, too.
        func isBetter(than other: Epoch) -> Bool {
            judgedAccuracy != other.judgedAccuracy ? judgedAccuracy > other.judgedAccuracy : judgedLoss < other.judgedLoss
        }
    }

    /// Why a training ended.
    public enum Ending: Sendable, Equatable {
        /// It goes on, or was interrupted.
        case unfinished
        /// All epochs were done.
        case completed
        case stoppedEarly(EarlyStopping)
    }

    public var epochs: [Epoch] = []
    /// Which pictures it learnt from, in a sentence; `nil` where nobody said.
    public var data: String?
    public var ending = Ending.unfinished
    /// What was done before the first epoch: computing the features of a frozen backbone.
    public var preparationSeconds = 0.0
    /// What the training had to say of itself.
    public var notes: [String] = []

    public init(epochs: [Epoch] = []) { self.epochs = epochs }

    /// The epoch with the highest validation accuracy, of several the one with the lowest validation loss, of several the
    /// first. Without validation, by the training set's.
    public var best: Epoch? {
        epochs.reduce(nil) { best, epoch in best.map { epoch.isBetter(than: $0) ? epoch : $0 } ?? epoch }
    }

    /// For everything.
    public var seconds: Double { preparationSeconds + epochs.reduce(0) { $0 + $1.seconds } }

    /// From the beginning to the end of an epoch, preparation included.
    public func seconds(through epoch: Epoch) -> Double {
        preparationSeconds + epochs.prefix { $0.number <= epoch.number }.reduce(0) { $0 + $1.seconds }
    }

    /// The epoch from which there was little to gain: the first whose accuracy lies within `margin` of the best. Its
    /// `seconds(through:)` is the *convergence time* of comparisons.
    public func convergence(within margin: Double = 0.01) -> Epoch? {
        guard let best else { return nil }
        // Shares of a few hundred pictures: 0.90 must count as within 0.01 of 0.91, however they are rounded.
        return epochs.first { $0.judgedAccuracy >= best.judgedAccuracy - margin - 1e-9 }
    }
}
