/// Moves the rates on a straight line from `startFactor` to `endFactor` of what they were, in `stepCount` steps
/// (PyTorch's `LinearLR`, where the last is `total_iters`). With the defaults, a warm-up.
public final class LinearLR: SteppedSchedule {
    public let startFactor: Double
    public let endFactor: Double
    public let stepCount: Int

    public init(
        _ optimizer: Optimizer, startFactor: Double = 1.0 / 3, endFactor: Double = 1, stepCount: Int = 5,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard startFactor > 0, startFactor <= 1, (0...1).contains(endFactor), stepCount > 0 else {
            fail(
                "LinearLR: factors lie within 0…1, the first is not 0, and stepCount is positive; "
                    + "got \(startFactor), \(endFactor) and \(stepCount)", file, line)
        }
        self.startFactor = startFactor
        self.endFactor = endFactor
        self.stepCount = stepCount
        super.init(optimizer)
    }

    override func rate(after previous: Double, base: Double, at step: Int) -> Double {
        if step == 0 { return previous * startFactor }
        guard step <= stepCount else { return previous }
        let rise = endFactor - startFactor
        return previous * (1 + rise / (Double(stepCount) * startFactor + Double(step - 1) * rise))
    }

    override func startingRate(base: Double) -> Double { base * startFactor }

    override var options: [String: String] {
        ["start_factor": "\(startFactor)", "end_factor": "\(endFactor)", "step_count": "\(stepCount)"]
    }
}
