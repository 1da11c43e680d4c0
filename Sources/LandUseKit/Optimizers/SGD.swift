internal import CKernels

/// Stochastic gradient descent (PyTorch's `torch.optim.SGD`), with its definition of momentum (Sutskever et al. 2013):
///
///     g ← gradient + weightDecay · p
///     v ← g the first time, afterwards momentum · v + (1 − dampening) · g
///     p ← p − learningRate · v        with Nesterov's momentum: p − learningRate · (g + momentum · v)
public final class SGD: Optimizer {
    public let dampening: Double
    public let nesterov: Bool
    /// Whether to climb instead of descend.
    public let maximize: Bool

    /// - Parameter parameters: parameters, or groups of them.
    public init(
        _ parameters: [some Optimizable], learningRate: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
        weightDecay: Double = 0, nesterov: Bool = false, maximize: Bool = false, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        if nesterov, !(momentum > 0) || dampening != 0 {
            fail("SGD: nesterov needs a momentum and no dampening, got momentum \(momentum), dampening \(dampening)", file, line)
        }
        self.dampening = dampening
        self.nesterov = nesterov
        self.maximize = maximize
        super.init(
            parameters, Defaults(learningRate: learningRate, weightDecay: weightDecay, momentum: momentum), file, line)
    }

    override func update(_ parameter: Tensor, _ gradient: Tensor, _ memory: inout ParameterMemory, _ group: Group) {
        let isFirst = memory.averages.isEmpty
        let velocity = group.momentum == 0 ? nil : memory.average(Self.velocity, like: parameter)
        memory.steps += 1
        let rule = Descent(
            learningRate: group.learningRate, weightDecay: group.weightDecay, momentum: group.momentum,
            dampening: dampening, isNesterov: nesterov, isClimb: maximize, isFirst: isFirst)
        let count = parameter.count
        parameter.withMutableFloats { parameter in
            gradient.withFloats { gradient in
                if let velocity {
                    velocity.withMutableFloats { rule.run(parameter, gradient, velocity: $0, count) }
                } else {
                    rule.run(parameter, gradient, velocity: nil, count)
                }
            }
        }
    }

    private static let velocity = "momentum_buffer"

    override var averageNames: [String] { [Self.velocity] }

    override func settings(of group: Group) -> [String: String] {
        [
            "momentum": Decimal.python(group.momentum), "dampening": Decimal.python(dampening),
            "nesterov": Decimal.python(nesterov), "maximize": Decimal.python(maximize),
        ]
    }

    override var options: [String: String] {
        ["dampening": "\(dampening)", "nesterov": "\(nesterov)", "maximize": "\(maximize)"]
    }
}

/// One step of SGD over blocks of memory.
private struct Descent {
    let learningRate, weightDecay, momentum, dampening: Double
    let isNesterov, isClimb: Bool
    /// Whether the velocity is still unwritten.
    let isFirst: Bool

    func run(
        _ parameter: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
        velocity: UnsafeMutablePointer<Float>?, _ count: Int
    ) {
        guard case .fast = ComputeKernels.current else { return runPlainly(parameter, gradient, velocity: velocity, count) }
        ComputeKernels.enter()
        var rule = ck_sgd(
            rate: learningRate, momentum: momentum, dampening: dampening, weight_decay: weightDecay,
            nesterov: isNesterov ? 1 : 0, maximize: isClimb ? 1 : 0)
        ck_sgd_step(&rule, isFirst ? 1 : 0, count, gradient, parameter, velocity)
    }

    private func runPlainly(
        _ parameter: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
        velocity: UnsafeMutablePointer<Float>?, _ count: Int
    ) {
        let (rate, decay, momentum) = (Float(learningRate), Float(weightDecay), Float(momentum))
        // The first time the velocity is zero, and takes all of the gradient.
        let share = isFirst ? 1 : Float(1 - dampening), sign: Float = isClimb ? -1 : 1
        for index in 0..<count {
            var direction = sign * gradient[index] + decay * parameter[index]
            if let velocity {
                velocity[index] = momentum * velocity[index] + share * direction
                direction = isNesterov ? direction + momentum * velocity[index] : velocity[index]
            }
            parameter[index] -= rate * direction
        }
    }
}
