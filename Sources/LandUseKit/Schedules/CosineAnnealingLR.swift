import Glibc

/// Lowers the rates along half a cosine to `minimumRate`, reached after `stepCount` steps (Loshchilov and Hutter 2017;
/// PyTorch's `CosineAnnealingLR`, where the two are `eta_min` and `T_max`). Beyond that the cosine goes on: the rates rise
/// again for as many steps, and fall again.
public final class CosineAnnealingLR: SteppedSchedule {
    public let stepCount: Int
    public let minimumRate: Double

    public init(
        _ optimizer: Optimizer, stepCount: Int, minimumRate: Double = 0, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard stepCount > 0 else { fail("CosineAnnealingLR: stepCount must be positive, got \(stepCount)", file, line) }
        self.stepCount = stepCount
        self.minimumRate = minimumRate
        super.init(optimizer)
    }

    override func rate(after previous: Double, base: Double, at step: Int) -> Double {
        if step == 0 { return previous }
        // Just after a minimum, the quotient below would be 0/0.
        if (step - 1 - stepCount) % (2 * stepCount) == 0 {
            return previous + (base - minimumRate) * (1 - cos(Double.pi / Double(stepCount))) / 2
        }
        return height(step) / height(step - 1) * (previous - minimumRate) + minimumRate
    }

    override func startingRate(base: Double) -> Double { minimumRate + (base - minimumRate) * height(0) / 2 }

    /// 0…2
    private func height(_ step: Int) -> Double { 1 + cos(Double.pi * Double(step) / Double(stepCount)) }

    override var options: [String: String] { ["step_count": "\(stepCount)", "minimum_rate": "\(minimumRate)"] }
}
