import Glibc

/// Multiplies the rates by `gamma` every `stepSize` steps (PyTorch's `StepLR`).
public final class StepLR: SteppedSchedule {
    public let stepSize: Int
    public let gamma: Double

    public init(
        _ optimizer: Optimizer, stepSize: Int, gamma: Double = 0.1, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard stepSize > 0 else { fail("StepLR: stepSize must be positive, got \(stepSize)", file, line) }
        self.stepSize = stepSize
        self.gamma = gamma
        super.init(optimizer)
    }

    override func rate(after previous: Double, base: Double, at step: Int) -> Double {
        step == 0 || step % stepSize != 0 ? previous : previous * gamma
    }

    override var options: [String: String] { ["step_size": "\(stepSize)", "gamma": "\(gamma)"] }
}

/// Multiplies the rates by `gamma` at certain steps, once for each time that a step is named (PyTorch's `MultiStepLR`).
public final class MultiStepLR: SteppedSchedule {
    public let milestones: [Int]
    public let gamma: Double

    public init(_ optimizer: Optimizer, milestones: [Int], gamma: Double = 0.1) {
        self.milestones = milestones.sorted()
        self.gamma = gamma
        super.init(optimizer)
    }

    override func rate(after previous: Double, base: Double, at step: Int) -> Double {
        let times = milestones.count { $0 == step }
        return times == 0 ? previous : previous * pow(gamma, Double(times))
    }

    override func startingRate(base: Double) -> Double { base * pow(gamma, Double(milestones.count { $0 <= 0 })) }

    override var options: [String: String] { ["milestones": "\(milestones)", "gamma": "\(gamma)"] }
}

/// Multiplies the rates by `gamma` at every step (PyTorch's `ExponentialLR`).
public final class ExponentialLR: SteppedSchedule {
    public let gamma: Double

    public init(_ optimizer: Optimizer, gamma: Double) {
        self.gamma = gamma
        super.init(optimizer)
    }

    override func rate(after previous: Double, base: Double, at step: Int) -> Double { step == 0 ? previous : previous * gamma }

    override var options: [String: String] { ["gamma": "\(gamma)"] }
}
