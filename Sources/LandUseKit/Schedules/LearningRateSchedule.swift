/// Changes an optimiser's learning rates as training proceeds. Make it after the optimiser, and call its `step()` after
/// each epoch, or, for `OneCycleLR`, after each batch.
///
///     let schedule = CosineAnnealingLR(optimizer, stepCount: epochs)
///     for epoch in 0..<epochs {
///         trainOneEpoch()
///         schedule.step()
///     }
public protocol LearningRateSchedule: AnyObject {
    var optimizer: Optimizer { get }

    /// Goes on to the next rates; a schedule that follows a measure, such as the validation loss, does so after this one,
    /// and others pay no heed to it. It is how `Trainer` steps any schedule.
    func step(after measure: Double)

    /// What the schedule needs to go on as if it had never stopped.
    func stateDict() -> StateDict

    /// Checks a state that `stateDict()` gave, and returns what takes it up.
    ///
    /// - Throws: `TrainingStateError`.
    func prepareToLoad(_ state: StateDict) throws(TrainingStateError) -> () -> Void
}

extension LearningRateSchedule {
    /// The rate of each group now.
    public var learningRates: [Double] { optimizer.groups.map(\.learningRate) }

    /// Takes up a state that `stateDict()` gave. The rates themselves belong to the optimiser's state.
    ///
    /// - Throws: `TrainingStateError`; then nothing was changed.
    public func load(_ state: StateDict) throws(TrainingStateError) { try prepareToLoad(state)() }
}
