import NotebookDisplay

/// Trains a network to tell classes apart: epochs, validation, the best weights, and what happened on the way.
///
///     let trainer = Trainer(model, optimizer: AdamW(model.parameters(), learningRate: 1e-3))
///     let history = try trainer.fit(train: trainLoader, validation: validationLoader, epochs: 20)
///     history                                // learning curves
///
/// It is the loop that one writes by hand — forward, loss, `backward()`, `step()` — with what such loops forget. Each
/// epoch trains in training mode and validates in evaluation mode without gradients; losses and accuracies are exact
/// means over all pictures, however short the last batch. In the end the model has the weights of the best epoch, the one
/// with the highest validation accuracy (of several such, with the lowest loss), and is in evaluation mode.
///
/// **Frozen backbones.** Where a `FeatureExtractor` such as `ResNet` has every parameter before its head frozen, what
/// stands there is kept in evaluation mode: BatchNorm's running statistics, which are no parameters, would otherwise drift
/// away from the weights that they belong to. Features are then computed once for each set whose transform draws nothing
/// at random, and used in every epoch. PyTorch does neither by itself; see `FrozenBatchNorm`.
///
/// **Stopping and going on.** With a `checkpoint`, everything is written to that file after each epoch, and
/// `fit(…, resume: true)` goes on from there, to the bit as if it had never stopped.
public final class Trainer {
    public let model: Module
    public let optimizer: Optimizer
    public let loss: any ClassificationLoss
    public let schedule: (any LearningRateSchedule)?
    /// When the schedule steps.
    public let scheduleStep: ScheduleStep
    /// The largest norm of all gradients together; `nil` for no limit.
    public var clipGradNorm: Double?
    /// When to end before all epochs are done; `nil` for never.
    public var earlyStopping: EarlyStopping?
    /// Whether the model has the best epoch's weights in the end; otherwise the last's.
    public var restoreBestWeights: Bool
    /// How BatchNorm layers behave whose own weight and bias are frozen.
    public var frozenBatchNorm: FrozenBatchNorm
    /// Whether features of a frozen backbone may be kept from epoch to epoch.
    public var cacheFeatures: Bool
    /// The file that is written after each epoch; `nil` for none.
    public var checkpoint: String?
    /// From which order and augmentation follow; `nil` goes on with the notebook's random numbers.
    public var seed: UInt64?
    /// Whether a line is printed for each epoch.
    public var verbose: Bool
    /// What the last call of `fit` has come to so far: where it threw, the epochs before.
    public internal(set) var history = History()

    /// How often a schedule steps.
    public enum ScheduleStep: Sendable, Equatable {
        case batch, epoch
    }

    /// How BatchNorm layers behave whose own weight and bias are frozen.
    public enum FrozenBatchNorm: Sendable, Equatable {
        /// In evaluation mode within a backbone that is frozen as a whole; elsewhere as PyTorch has it.
        case automatic
        /// In evaluation mode wherever they are: their statistics stay.
        case evaluation
        /// In training mode, as PyTorch leaves them: they use the batch's statistics, and their running ones drift.
        case training
    }

    /// - Parameters:
    ///   - optimizer: made for this model's parameters, after its head was replaced
    ///   - loss: with class weights, if classes are to count alike: `CrossEntropyLoss(weight: balancedClassWeights(of: train))`
    ///   - schedule: made for this optimiser; a `ReduceLROnPlateau` is given the validation loss, or the validation accuracy
    ///     if larger is better
    ///   - scheduleStep: by default after each batch for `OneCycleLR`, after each epoch for others
    ///   - clipGradNorm: the largest norm of all gradients together
    ///   - restoreBestWeights: whether the model has the best epoch's weights in the end, a copy made then; otherwise the last's
    ///   - cacheFeatures: whether features of a frozen backbone may be kept from epoch to epoch
    ///   - checkpoint: a file that is written after each epoch
    ///   - seed: from which order and augmentation follow; `nil` goes on with the notebook's random numbers
    ///   - verbose: whether a line is printed for each epoch
    public init(
        _ model: Module, optimizer: Optimizer, loss: any ClassificationLoss = CrossEntropyLoss(),
        schedule: (any LearningRateSchedule)? = nil, scheduleStep: ScheduleStep? = nil, clipGradNorm: Double? = nil,
        earlyStopping: EarlyStopping? = nil, restoreBestWeights: Bool = true, frozenBatchNorm: FrozenBatchNorm = .automatic,
        cacheFeatures: Bool = true, checkpoint: String? = nil, seed: UInt64? = nil, verbose: Bool = true,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        if let schedule, schedule.optimizer !== optimizer {
            fail("Trainer: the schedule was made for another optimizer; make it for the one that the trainer is given", file, line)
        }
        if schedule is ReduceLROnPlateau, scheduleStep == .batch {
            fail("Trainer: ReduceLROnPlateau follows what an epoch came to; leave scheduleStep: .batch out", file, line)
        }
        if let loss = loss as? CrossEntropyLoss, loss.reduction != .mean {
            fail("Trainer needs the mean loss of a batch: CrossEntropyLoss(reduction: .mean), got .\(loss.reduction)", file, line)
        }
        if let clipGradNorm, !(clipGradNorm > 0) {
            fail("Trainer: clipGradNorm must be positive, got \(clipGradNorm)", file, line)
        }
        self.model = model
        self.optimizer = optimizer
        self.loss = loss
        self.schedule = schedule
        self.scheduleStep = scheduleStep ?? (schedule is OneCycleLR ? .batch : .epoch)
        self.clipGradNorm = clipGradNorm
        self.earlyStopping = earlyStopping
        self.restoreBestWeights = restoreBestWeights
        self.frozenBatchNorm = frozenBatchNorm
        self.cacheFeatures = cacheFeatures
        self.checkpoint = checkpoint
        self.seed = seed
        self.verbose = verbose
    }

    /// Trains, and tells what happened; see `Trainer`.
    ///
    /// - Parameters:
    ///   - epochs: how many there are in all, those before a resumption included
    ///   - resume: whether to go on from `checkpoint`, if that file is there; the model, what of it is frozen, the optimiser, the
    ///     schedule, the loss, `clipGradNorm`, `frozenBatchNorm`, and the loaders with their transforms must be made as they were then
    /// - Throws: `TrainingError` before anything runs, where model, data and optimiser do not fit each other, and at once
    ///   when numbers are no longer finite; `CheckpointError` and `TrainingStateError` for a checkpoint that does not fit;
    ///   `FileWriteError` for one that cannot be written; and what the dataset throws for a picture that cannot be read. The
    ///   model then has the best epoch's weights, if those are asked for and there is one, and `history` the epochs before.
    @discardableResult
    public func fit(
        train: DataLoader, validation: DataLoader? = nil, epochs: Int, resume: Bool = false,
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) throws -> History {
        guard epochs > 0 else { fail("fit needs at least one epoch, got \(epochs)", file, line) }
        if resume, checkpoint == nil {
            fail("fit(resume: true) has no file to go on from: say so when you make the trainer, Trainer(…, checkpoint: \"training.safetensors\")", file, line)
        }
        return try CallSite.entering(file, line) {
            let bar = { (label: String, total: Int) in ProgressBar(label, total: total, file: file, line: line, column: column) }
            func run() throws -> History {
                var run = TrainingRun(self, train: train, validation: validation, epochs: epochs, bar: bar)
                return try run.run(resume: resume)
            }
            return if let seed { try Random.withSeed(seed, run) } else { try run() }
        }
    }
}
