/// Everything that a training needs to go on as if it had never stopped, to the bit: a model's weights and running
/// statistics, what the optimiser and the schedule remember, where the random numbers stand, and how far it is.
///
///     // After each epoch:
///     try TrainingCheckpoint(model: model, optimizer: optimizer, schedule: schedule, epoch: epoch + 1)
///         .write(to: "training.safetensors")
///     // Later, with a model, an optimiser and a schedule made as before:
///     let checkpoint = try TrainingCheckpoint(contentsOf: "training.safetensors")
///     try checkpoint.restore(model: model, optimizer: optimizer, schedule: schedule)
///     for epoch in checkpoint.epoch..<epochs { … }
///
/// A value: what it holds was copied, and does not change as training goes on.
public struct TrainingCheckpoint {
    public var model: StateDict
    public var optimizer: StateDict?
    public var schedule: StateDict?
    /// The best weights of earlier epochs, where they are to be gone back to in the end.
    public var best: StateDict?
    /// Where the random numbers stood.
    public var random: RandomState
    /// How many epochs were done.
    public var epoch: Int
    /// How many steps were done, in all or within the epoch: as you count.
    public var step: Int
    /// Remarks of your own.
    public var metadata: [String: String]

    /// Copies the state that things have now.
    public init(
        model: Module, optimizer: Optimizer? = nil, schedule: (any LearningRateSchedule)? = nil, epoch: Int = 0,
        step: Int = 0, best: StateDict? = nil, metadata: [String: String] = [:]
    ) {
        self.model = model.stateDict().copied()
        self.best = best?.copied()
        // Before the optimiser's, for a schedule tells groups that it did not know their initial rates.
        self.schedule = schedule?.stateDict()
        self.optimizer = optimizer?.stateDict().copied()
        random = Random.state
        self.epoch = epoch
        self.step = step
        self.metadata = metadata
    }

    init(
        model: StateDict, optimizer: StateDict?, schedule: StateDict?, best: StateDict?, random: RandomState, epoch: Int,
        step: Int, metadata: [String: String]
    ) {
        self.best = best
        self.model = model
        self.optimizer = optimizer
        self.schedule = schedule
        self.random = random
        self.epoch = epoch
        self.step = step
        self.metadata = metadata
    }

    /// Gives a model, an optimiser and a schedule the states that were saved, and the random numbers their place.
    ///
    /// The optimiser must have been made for this model's parameters in the same groups, and the schedule for the
    /// optimiser, both with the same settings; learning rates are those that were saved.
    ///
    /// - Throws: `TrainingStateError`, naming what does not fit; then nothing was changed.
    public func restore(
        model: Module, optimizer: Optimizer? = nil, schedule: (any LearningRateSchedule)? = nil
    ) throws(TrainingStateError) {
        // All is checked before anything changes; the model checks itself.
        let loadOptimizer = try Self.prepared("an optimizer", self.optimizer, optimizer) {
            (optimizer: Optimizer, state) throws(TrainingStateError) in try optimizer.prepareToLoad(state)
        }
        if let optimizer, let schedule, schedule.optimizer !== optimizer { throw .otherOptimizer }
        let loadSchedule = try Self.prepared("a schedule", self.schedule, schedule) {
            (schedule: any LearningRateSchedule, state) throws(TrainingStateError) in try schedule.prepareToLoad(state)
        }
        do {
            try model.load(self.model)
        } catch {
            throw .model(error)
        }
        loadOptimizer()
        loadSchedule()
        Random.state = random
    }

    private static func prepared<Target>(
        _ part: String, _ state: StateDict?, _ target: Target?,
        _ prepare: (Target, StateDict) throws(TrainingStateError) -> () -> Void
    ) throws(TrainingStateError) -> () -> Void {
        switch (state, target) {
        case (nil, nil): return {}
        case (let state?, let target?): return try prepare(target, state)
        case (_?, nil): throw .notGiven(part: part)
        case (nil, _?): throw .notSaved(part: part)
        }
    }
}

extension StateDict {
    /// The same numbers in tensors of its own (Python's `copy.deepcopy(model.state_dict())`). `stateDict()` gives the model's own
    /// tensors, which go on changing while it is trained: weights that are to be kept must be a copy.
    ///
    ///     let best = model.stateDict().copied()
    public func copied() -> StateDict {
        var copy = StateDict(metadata: metadata)
        for (name, tensor) in entries {
            // A buffer's type decides how it is written.
            copy[name] = (tensor as? Buffer).map { Buffer($0, fileType: $0.fileType) } ?? tensor.copied()
        }
        return copy
    }
}
