import Testing
@testable import LandUseKit

@Suite("Schedules give PyTorch's rates")
struct SchedulesAgainstPyTorch {
    @Test("every schedule, dozens of steps beyond its end, for SGD's and Adam's groups") func schedules() throws {
        try Self.checkSchedules(LearningFixture.committed.get())
    }

    @Test("reduction on a plateau") func plateaus() throws { try Self.checkPlateaus(LearningFixture.committed.get()) }

    static func checkSchedules(_ fixture: LearningFixture) throws {
        #expect(fixture.schedules.count > 30)
        for test in fixture.schedules {
            let optimizer = twoGroups(test.kind)
            let schedule = try #require(make(test.name, optimizer))
            for (index, expected) in test.rates.enumerated() {
                if index > 0 { schedule.step() }
                for (group, (rate, momentum)) in zip(optimizer.groups, zip(expected[0], expected[1])) {
                    #expect(agree(group.learningRate, rate), "\(test.kind), \(test.name), step \(index): \(group.learningRate), PyTorch \(rate)")
                    #expect(agree(group.momentum, momentum), "\(test.kind), \(test.name), step \(index): momentum \(group.momentum), PyTorch \(momentum)")
                }
            }
        }
    }

    /// To fourteen digits: the cosine is another library's.
    private static func agree(_ found: Double, _ expected: Double) -> Bool { abs(found - expected) <= 1e-14 + 1e-12 * abs(expected) }

    static func twoGroups(_ kind: String = "SGD") -> Optimizer {
        let groups = [
            ParameterGroup([Parameter(Tensor.zeros([1]))]), ParameterGroup([Parameter(Tensor.zeros([1]))], learningRate: 0.03),
        ]
        return kind == "SGD" ? SGD(groups, learningRate: 0.1, momentum: 0.9) : Adam(groups, learningRate: 0.1)
    }

    /// What `schedules` in make_learning.py calls by that name.
    static func make(_ name: String, _ optimizer: Optimizer) -> (any Stepping)? {
        switch name {
        case "step 3": StepLR(optimizer, stepSize: 3)
        case "step 7, 0.5": StepLR(optimizer, stepSize: 7, gamma: 0.5)
        case "milestones 2 5 5 20": MultiStepLR(optimizer, milestones: [5, 20, 2, 5], gamma: 0.3)
        case "exponential 0.9": ExponentialLR(optimizer, gamma: 0.9)
        case "cosine 10": CosineAnnealingLR(optimizer, stepCount: 10)
        case "cosine 7 to 0.003": CosineAnnealingLR(optimizer, stepCount: 7, minimumRate: 0.003)
        case "cosine 1": CosineAnnealingLR(optimizer, stepCount: 1)
        case "linear": LinearLR(optimizer)
        case "linear 1 to 0.2 in 12": LinearLR(optimizer, startFactor: 1, endFactor: 0.2, stepCount: 12)
        case "warm-up 5, cosine 20":
            SequentialLR(
                [
                    LinearLR(optimizer, startFactor: 0.01, stepCount: 5),
                    CosineAnnealingLR(optimizer, stepCount: 20, minimumRate: 0.001),
                ], milestones: [5])
        case "exponential 4, step 6, linear":
            SequentialLR(
                [
                    ExponentialLR(optimizer, gamma: 0.5), StepLR(optimizer, stepSize: 4, gamma: 0.5),
                    LinearLR(optimizer, startFactor: 0.25, endFactor: 0.5, stepCount: 8),
                ], milestones: [4, 10])
        case "milestone 0, then cosine":
            SequentialLR([LinearLR(optimizer), MultiStepLR(optimizer, milestones: [0, 3], gamma: 0.5)], milestones: [6])
        case "one cycle 40": OneCycleLR(optimizer, maximumRate: 0.5, totalSteps: 40)
        case "one cycle 40, two maxima, linear":
            OneCycleLR(
                optimizer, maximumRates: [0.5, 0.2], totalSteps: 40, risingShare: 0.4, annealing: .linear, divisor: 10,
                finalDivisor: 100)
        case "one cycle 36, three phases":
            OneCycleLR(
                optimizer, maximumRate: 0.5, totalSteps: 36, risingShare: 0.25, momentums: 0.7...0.9, hasThreePhases: true)
        case "one cycle 35, momentum kept": OneCycleLR(optimizer, maximumRate: 0.5, totalSteps: 35, momentums: nil)
        default: nil
        }
    }

    static func checkPlateaus(_ fixture: LearningFixture) {
        #expect(fixture.plateaus.count > 5)
        for test in fixture.plateaus {
            let optimizer = twoGroups()
            let schedule = ReduceLROnPlateau(
                optimizer, goal: test.mode == "min" ? .smaller : .larger, factor: test.factor, patience: test.patience,
                threshold: test.threshold_mode == "rel" ? .relative(test.threshold) : .absolute(test.threshold),
                cooldown: test.cooldown, minimumRate: test.min_lr, smallestChange: test.eps)
            for (index, (measure, expected)) in zip(test.measures, test.rates).enumerated() {
                schedule.step(measure)
                #expect(schedule.learningRates == expected, "\(test), step \(index), offset \(fixture.offset)")
            }
        }
    }

    @Test("a cycle that is over says so") func over() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let schedule = OneCycleLR(SGD([Parameter(Tensor.zeros([1]))]), maximumRate: 1, totalSteps: 3)
            for _ in 0..<4 { schedule.step() }
        }
        #expect(complaint(result).contains("OneCycleLR: step() was called 4 times, and the cycle has 3 steps"))
    }

    @Test("a schedule leaves rates alone that were changed by hand, and serves groups that came later") func byHand() {
        let optimizer = Self.twoGroups()
        let schedule = StepLR(optimizer, stepSize: 1, gamma: 0.5)
        optimizer.groups[0].learningRate = 8
        optimizer.addGroup(ParameterGroup([Parameter(Tensor.zeros([1]))], learningRate: 4))
        schedule.step()
        #expect(schedule.learningRates == [4, 0.015, 2])
    }

    @Test("a later schedule of several begins with the groups that came meanwhile, and those it never stepped with") func lateGroups() {
        let optimizer = Self.twoGroups()
        let linear = LinearLR(optimizer, startFactor: 0.5, stepCount: 2)
        let late = MultiStepLR(optimizer, milestones: [0, 1], gamma: 0.5)
        optimizer.addGroup(ParameterGroup([Parameter(Tensor.zeros([1]))], learningRate: 4))
        let schedule = SequentialLR([linear, late], milestones: [1])
        #expect(schedule.learningRates == [0.05, 0.015, 2])
        optimizer.addGroup(ParameterGroup([Parameter(Tensor.zeros([1]))], learningRate: 8))
        schedule.step()
        #expect(schedule.learningRates == [0.05, 0.015, 2, 4])
        schedule.step()
        #expect(schedule.learningRates == [0.025, 0.0075, 1, 2])
    }

    @Test("rates and factors that no training survives are refused") func refused() async {
        let maximum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = OneCycleLR(SchedulesAgainstPyTorch.twoGroups(), maximumRates: [0.1, -1], totalSteps: 3)
        }
        #expect(complaint(maximum).contains("OneCycleLR: maximum rates must not be negative, got [0.1, -1.0]"))
        let momentum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = OneCycleLR(SchedulesAgainstPyTorch.twoGroups("Adam"), maximumRate: 0.1, totalSteps: 3, momentums: 0.5...1)
        }
        #expect(complaint(momentum).contains("OneCycleLR: Adam's momentum, its first beta, must be below 1, got 0.5...1.0"))
        let factor = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = ReduceLROnPlateau(SchedulesAgainstPyTorch.twoGroups(), factor: -1)
        }
        #expect(complaint(factor).contains("ReduceLROnPlateau: factor must lie within 0..<1, got -1.0"))
    }
}

/// What steps without being told how training goes.
protocol Stepping: LearningRateSchedule {
    func step()
}
extension SteppedSchedule: Stepping {}
extension SequentialLR: Stepping {}
