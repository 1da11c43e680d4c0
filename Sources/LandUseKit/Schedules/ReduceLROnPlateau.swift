/// Lowers the rates when a measure, such as the validation loss, has not got better for a while
/// (PyTorch's `ReduceLROnPlateau`). Call `step(_:)` with the measure after each epoch.
public final class ReduceLROnPlateau: LearningRateSchedule {
    /// Which way is better.
    public enum Goal: String, Sendable {
        case smaller, larger
    }

    /// By how much a measure must be better to count.
    public enum Threshold: Sendable, Equatable {
        /// A share of the best so far.
        case relative(Double)
        case absolute(Double)
    }

    public let optimizer: Optimizer
    public let goal: Goal
    public let factor: Double
    public let patience: Int
    public let threshold: Threshold
    public let cooldown: Int
    public let minimumRate: Double
    public let smallestChange: Double

    /// The best measure so far.
    public private(set) var best: Double
    private var badSteps = 0
    private var cooldownLeft = 0

    /// - Parameters:
    ///   - goal: `mode`
    ///   - patience: how many steps without a better measure are borne
    ///   - cooldown: how many steps after a change are not counted
    ///   - minimumRate: `min_lr`
    ///   - smallestChange: rates are left alone where they would change by no more (`eps`)
    public init(
        _ optimizer: Optimizer, goal: Goal = .smaller, factor: Double = 0.1, patience: Int = 10,
        threshold: Threshold = .relative(1e-4), cooldown: Int = 0, minimumRate: Double = 0, smallestChange: Double = 1e-8,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard (0..<1).contains(factor) else { fail("ReduceLROnPlateau: factor must lie within 0..<1, got \(factor)", file, line) }
        self.optimizer = optimizer
        self.goal = goal
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.cooldown = cooldown
        self.minimumRate = minimumRate
        self.smallestChange = smallestChange
        best = goal == .smaller ? .infinity : -.infinity
    }

    /// Goes on to the next rates.
    ///
    /// - Parameter measure: the loss of the epoch, or an accuracy.
    public func step(_ measure: Double) {
        if isBetter(measure) {
            best = measure
            badSteps = 0
        } else {
            badSteps += 1
        }
        if cooldownLeft > 0 {
            cooldownLeft -= 1
            badSteps = 0
        }
        guard badSteps > patience else { return }
        for group in optimizer.groups {
            let rate = max(group.learningRate * factor, minimumRate)
            if group.learningRate - rate > smallestChange { group.learningRate = rate }
        }
        cooldownLeft = cooldown
        badSteps = 0
    }

    public func step(after measure: Double) { step(measure) }

    private func isBetter(_ measure: Double) -> Bool {
        switch (goal, threshold) {
        case (.smaller, .relative(let share)): measure < best * (1 - share)
        case (.smaller, .absolute(let amount)): measure < best - amount
        case (.larger, .relative(let share)): measure > best * (share + 1)
        case (.larger, .absolute(let amount)): measure > best + amount
        }
    }

    private var options: [String: String] {
        [
            "goal": goal.rawValue, "factor": "\(factor)", "patience": "\(patience)", "threshold": "\(threshold)",
            "cooldown": "\(cooldown)", "minimum_rate": "\(minimumRate)", "smallest_change": "\(smallestChange)",
        ]
    }

    private static let kind = "ReduceLROnPlateau"

    public func stateDict() -> StateDict {
        var saved = SavedState(of: Self.kind, options: options)
        saved.set("best", best)
        saved.set("bad_steps", badSteps)
        saved.set("cooldown_left", cooldownLeft)
        return saved.state
    }

    public func prepareToLoad(_ state: StateDict) throws(TrainingStateError) -> () -> Void {
        let saved = try SavedState(state, of: Self.kind, options: options)
        let best: Double = try saved.number("best")
        let badSteps = try saved.count("bad_steps"), cooldownLeft = try saved.count("cooldown_left")
        return {
            self.best = best
            self.badSteps = badSteps
            self.cooldownLeft = cooldownLeft
        }
    }
}
