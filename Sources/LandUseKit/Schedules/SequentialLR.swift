/// Several schedules, one after the other (PyTorch's `SequentialLR`): a warm-up and what follows it.
///
///     let schedule = SequentialLR(
///         [LinearLR(optimizer, stepCount: 5), CosineAnnealingLR(optimizer, stepCount: 45)], milestones: [5])
public final class SequentialLR: LearningRateSchedule {
    public let optimizer: Optimizer
    public let schedules: [SteppedSchedule]
    /// The steps at which the second, the third, … schedule begins.
    public let milestones: [Int]
    /// How many steps were taken.
    public private(set) var stepsTaken = 0

    /// - Parameter schedules: of one optimiser; they are begun anew.
    public init(
        _ schedules: [SteppedSchedule], milestones: [Int], file: StaticString = #fileID, line: UInt = #line
    ) {
        guard let first = schedules.first, milestones.count == schedules.count - 1 else {
            fail("SequentialLR needs one milestone between each two schedules, got \(schedules.count) schedules and \(milestones.count) milestones", file, line)
        }
        guard schedules.allSatisfy({ $0.optimizer === first.optimizer }) else {
            fail("SequentialLR needs schedules of one optimizer", file, line)
        }
        guard milestones == milestones.sorted() else { fail("SequentialLR: milestones must rise, got \(milestones)", file, line) }
        optimizer = first.optimizer
        self.schedules = schedules
        self.milestones = milestones
        // Each has changed the rates when it was made.
        for group in optimizer.groups { group.learningRate = group.initialLearningRate ?? group.learningRate }
        current.begin()
    }

    /// The schedule whose turn it is.
    private var current: SteppedSchedule { schedules[milestones.count { $0 <= stepsTaken }] }

    /// Goes on to the next rates.
    public func step() {
        stepsTaken += 1
        if milestones.contains(stepsTaken) { current.restart() } else { current.step() }
    }

    public func step(after measure: Double) { step() }

    public func stateDict() -> StateDict {
        var saved = SavedState(of: Self.kind, options: options)
        saved.set("steps_taken", stepsTaken)
        var state = saved.state
        for (index, schedule) in schedules.enumerated() {
            for (name, text) in schedule.stateDict().metadata { state.metadata["\(index).\(name)"] = text }
        }
        return state
    }

    public func prepareToLoad(_ state: StateDict) throws(TrainingStateError) -> () -> Void {
        let saved = try SavedState(state, of: Self.kind, options: options)
        let stepsTaken = try saved.count("steps_taken")
        var loads: [() -> Void] = []
        for (index, schedule) in schedules.enumerated() {
            let prefix = "\(index)."
            let own = state.metadata.filter { $0.key.hasPrefix(prefix) }.map { (String($0.key.dropFirst(prefix.count)), $0.value) }
            loads.append(
                try schedule.prepareToLoad(StateDict(metadata: Dictionary(uniqueKeysWithValues: own))))
        }
        return { [loads] in
            self.stepsTaken = stepsTaken
            for load in loads { load() }
        }
    }

    private static let kind = "SequentialLR"
    private var options: [String: String] { ["milestones": "\(milestones)", "schedules": "\(schedules.count)"] }
}
