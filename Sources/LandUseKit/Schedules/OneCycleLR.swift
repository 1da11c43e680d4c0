import Glibc

/// Raises the rates to a maximum and lowers them far below where they began, in one cycle of as many steps as there are
/// batches in the whole training, the momentum the other way round (Smith and Topin 2018; PyTorch's `OneCycleLR`). Call
/// `step()` after each batch.
///
/// The momentum is SGD's, or the first of Adam's betas.
public final class OneCycleLR: SteppedSchedule {
    /// The curve between two rates.
    public enum Annealing: String, Sendable {
        case cosine, linear
    }

    public let maximumRates: [Double]
    public let totalSteps: Int
    private let annealing: Annealing
    private let momentums: ClosedRange<Double>?
    private let divisor: Double
    private let finalDivisor: Double
    private let phases: [Phase]

    /// A stretch of the cycle.
    private struct Phase {
        enum Level {
            case initial, maximum, minimum
        }

        /// The step at which it ends, not always a whole number.
        var end: Double
        var rates: (from: Level, to: Level)
        /// Whether the momentum is at its upper end at the beginning, and at the end.
        var momentumIsHigh: (from: Bool, to: Bool)
    }

    /// - Parameters:
    ///   - maximumRates: one for each group (`max_lr`)
    ///   - risingShare: which part of the steps the rise takes (`pct_start`)
    ///   - momentums: between which the momentum moves (`base_momentum`, `max_momentum`); `nil` leaves it alone
    ///   - divisor: the cycle begins at the maximum divided by it (`div_factor`)
    ///   - finalDivisor: and ends at that beginning divided by this (`final_div_factor`)
    ///   - hasThreePhases: whether the rates fall as long as they rose, and only then far down (`three_phase`)
    public init(
        _ optimizer: Optimizer, maximumRates: [Double], totalSteps: Int, risingShare: Double = 0.3,
        annealing: Annealing = .cosine, momentums: ClosedRange<Double>? = 0.85...0.95, divisor: Double = 25,
        finalDivisor: Double = 1e4, hasThreePhases: Bool = false, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard maximumRates.count == optimizer.groups.count else {
            fail("OneCycleLR needs a maximum for each of \(optimizer.groups.count) groups, got \(maximumRates.count)", file, line)
        }
        guard totalSteps > 0, (0...1).contains(risingShare), divisor > 0, finalDivisor > 0 else {
            fail(
                "OneCycleLR: totalSteps and both divisors are positive, risingShare lies within 0…1; "
                    + "got \(totalSteps), \(divisor), \(finalDivisor) and \(risingShare)", file, line)
        }
        guard maximumRates.allSatisfy({ $0 >= 0 }) else {
            fail("OneCycleLR: maximum rates must not be negative, got \(maximumRates)", file, line)
        }
        if let momentums, optimizer.momentumIsBeta, !(momentums.upperBound < 1) {
            fail("OneCycleLR: \(type(of: optimizer))'s momentum, its first beta, must be below 1, got \(momentums)", file, line)
        }
        self.maximumRates = maximumRates
        self.totalSteps = totalSteps
        self.annealing = annealing
        self.momentums = momentums
        self.divisor = divisor
        self.finalDivisor = finalDivisor
        let rise = Phase(
            end: risingShare * Double(totalSteps) - 1, rates: (.initial, .maximum), momentumIsHigh: (true, false))
        let last = Double(totalSteps - 1)
        phases = hasThreePhases
            ? [
                rise,
                Phase(end: 2 * risingShare * Double(totalSteps) - 2, rates: (.maximum, .initial), momentumIsHigh: (false, true)),
                Phase(end: last, rates: (.initial, .minimum), momentumIsHigh: (true, true)),
            ]
            : [rise, Phase(end: last, rates: (.maximum, .minimum), momentumIsHigh: (false, true))]
        for (group, maximum) in zip(optimizer.groups, maximumRates) { group.initialLearningRate = maximum / divisor }
        super.init(optimizer)
    }

    /// One maximum for all groups.
    public convenience init(
        _ optimizer: Optimizer, maximumRate: Double, totalSteps: Int, risingShare: Double = 0.3,
        annealing: Annealing = .cosine, momentums: ClosedRange<Double>? = 0.85...0.95, divisor: Double = 25,
        finalDivisor: Double = 1e4, hasThreePhases: Bool = false, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(
            optimizer, maximumRates: optimizer.groups.map { _ in maximumRate }, totalSteps: totalSteps,
            risingShare: risingShare, annealing: annealing, momentums: momentums, divisor: divisor,
            finalDivisor: finalDivisor, hasThreePhases: hasThreePhases, file: file, line: line)
    }

    override func setRates(_ next: (_ previous: Double, _ base: Double) -> Double) {
        guard stepsTaken <= totalSteps else {
            fail("OneCycleLR: step() was called \(stepsTaken) times, and the cycle has \(totalSteps) steps", #fileID, #line)
        }
        let (phase, share) = place(of: stepsTaken)
        for (index, group) in optimizer.groups.prefix(maximumRates.count).enumerated() {
            let initial = maximumRates[index] / divisor
            func rate(_ level: Phase.Level) -> Double {
                switch level {
                case .initial: initial
                case .maximum: maximumRates[index]
                case .minimum: initial / finalDivisor
                }
            }
            group.learningRate = between(rate(phase.rates.from), rate(phase.rates.to), share)
            guard let momentums else { continue }
            func momentum(_ isHigh: Bool) -> Double { isHigh ? momentums.upperBound : momentums.lowerBound }
            group.momentum = between(momentum(phase.momentumIsHigh.from), momentum(phase.momentumIsHigh.to), share)
        }
    }

    /// The phase of a step, and which part of it has passed.
    private func place(of step: Int) -> (Phase, Double) {
        var start = 0.0, place = 0
        while place < phases.count - 1, Double(step) > phases[place].end {
            start = phases[place].end
            place += 1
        }
        let length = phases[place].end - start
        return (phases[place], length == 0 ? 1 : (Double(step) - start) / length)
    }

    private func between(_ start: Double, _ end: Double, _ share: Double) -> Double {
        switch annealing {
        case .cosine: end + (start - end) / 2 * (cos(Double.pi * share) + 1)
        case .linear: (end - start) * share + start
        }
    }

    override var options: [String: String] {
        [
            "maximum_rates": "\(maximumRates)", "total_steps": "\(totalSteps)", "annealing": annealing.rawValue,
            "momentums": momentums.map { "\($0)" } ?? "none", "divisor": "\(divisor)", "final_divisor": "\(finalDivisor)",
            "phase_ends": "\(phases.map(\.end))",
        ]
    }
}
