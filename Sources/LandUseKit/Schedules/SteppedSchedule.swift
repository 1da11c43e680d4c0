/// A schedule whose rates follow from the number of steps alone (PyTorch's `LRScheduler`).
///
/// Most rates are computed from those before, as PyTorch computes them, so that the numbers are its numbers, and so that
/// rates which something else has changed meanwhile stay changed.
public class SteppedSchedule: LearningRateSchedule {
    public final let optimizer: Optimizer
    /// How many steps were taken (PyTorch's `last_epoch`).
    public final internal(set) var stepsTaken = 0
    /// Each group's rate at the beginning, of the groups that were noticed.
    private final var baseRates: [Double] = []

    init(_ optimizer: Optimizer) {
        self.optimizer = optimizer
        begin()
    }

    /// Goes on to the next rates.
    public final func step() {
        stepsTaken += 1
        noticeGroups()
        setRates { rate(after: $0, base: $1, at: stepsTaken) }
    }

    public final func step(after measure: Double) { step() }

    /// The rate at a step, from the one before and the one at the beginning; at step 0 the one before is the optimiser's.
    func rate(after previous: Double, base: Double, at step: Int) -> Double { previous }

    /// The rate at step 0, whatever the rates were before.
    func startingRate(base: Double) -> Double { base }

    /// Sets the rate of each group.
    func setRates(_ next: (_ previous: Double, _ base: Double) -> Double) {
        for (group, base) in zip(optimizer.groups, baseRates) { group.learningRate = next(group.learningRate, base) }
    }

    /// Takes the rates of step 0 from the optimiser's.
    final func begin() {
        stepsTaken = 0
        noticeGroups()
        setRates { rate(after: $0, base: $1, at: 0) }
    }

    /// Begins anew where another schedule has ended.
    final func restart() {
        stepsTaken = 0
        noticeGroups()
        setRates { startingRate(base: $1) }
    }

    /// Takes in the groups that the optimiser was given meanwhile. Whatever reads `baseRates` calls it before.
    private final func noticeGroups() {
        for group in optimizer.groups.dropFirst(baseRates.count) {
            let rate = group.initialLearningRate ?? group.learningRate
            group.initialLearningRate = rate
            baseRates.append(rate)
        }
    }

    /// Settings, which a saved state must share.
    var options: [String: String] { [:] }

    public final func stateDict() -> StateDict {
        noticeGroups()
        var saved = SavedState(of: kind, options: options)
        saved.set("steps_taken", stepsTaken)
        saved.set("groups", baseRates.count)
        for (index, rate) in baseRates.enumerated() { saved.set("group.\(index).base_rate", rate) }
        return saved.state
    }

    public final func prepareToLoad(_ state: StateDict) throws(TrainingStateError) -> () -> Void {
        let saved = try SavedState(state, of: kind, options: options)
        let stepsTaken = try saved.count("steps_taken")
        let count = try saved.count("groups")
        guard count == optimizer.groups.count else {
            throw .otherOption(owner: kind, name: "groups", expected: "\(optimizer.groups.count)", found: "\(count)")
        }
        var rates: [Double] = []
        for index in 0..<count { rates.append(try saved.number("group.\(index).base_rate")) }
        return { [rates] in
            self.stepsTaken = stepsTaken
            self.baseRates = rates
        }
    }

    private final var kind: String { "\(type(of: self))" }
}
