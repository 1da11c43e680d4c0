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

    public init(
        _ groups: [ParameterGroup], learningRate: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
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
            groups, Defaults(learningRate: learningRate, weightDecay: weightDecay, momentum: momentum), file, line)
    }

    /// All parameters in one group.
    public convenience init(
        _ parameters: [Tensor], learningRate: Double = 1e-3, momentum: Double = 0, dampening: Double = 0,
        weightDecay: Double = 0, nesterov: Bool = false, maximize: Bool = false, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        self.init(
            [ParameterGroup(parameters)], learningRate: learningRate, momentum: momentum, dampening: dampening,
            weightDecay: weightDecay, nesterov: nesterov, maximize: maximize, file: file, line: line)
    }

    override func update(_ parameter: Tensor, _ gradient: Tensor, _ memory: inout ParameterMemory, _ group: Group) {
        let isFirst = memory.averages.isEmpty
        let velocity = group.momentum == 0 ? nil : memory.average(Self.velocity, like: parameter)
        memory.steps += 1
        let rule = Descent(
            learningRate: Float(group.learningRate), weightDecay: Float(group.weightDecay),
            momentum: Float(group.momentum), share: isFirst ? 1 : Float(1 - dampening), isNesterov: nesterov,
            sign: maximize ? -1 : 1)
        let count = parameter.count
        parameter.withMutableFloats { parameter in
            gradient.withFloats { gradient in
                if let velocity {
                    velocity.withMutableFloats { rule.run(parameter, gradient, velocity: $0, count) }
                } else {
                    rule.run(parameter, gradient, count)
                }
            }
        }
    }

    private static let velocity = "momentum_buffer"

    override var averageNames: [String] { [Self.velocity] }

    override var options: [String: String] {
        ["dampening": "\(dampening)", "nesterov": "\(nesterov)", "maximize": "\(maximize)"]
    }
}

/// One step of SGD over a block of memory.
private struct Descent {
    let learningRate, weightDecay, momentum: Float
    /// How much of the gradient enters the velocity. The first time the velocity is zero, and takes all of it.
    let share: Float
    let isNesterov: Bool
    /// −1 to climb.
    let sign: Float

    func run(_ parameter: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, _ count: Int) {
        for index in 0..<count {
            let slope = sign * gradient[index] + weightDecay * parameter[index]
            parameter[index] -= learningRate * slope
        }
    }

    func run(
        _ parameter: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
        velocity: UnsafeMutablePointer<Float>, _ count: Int
    ) {
        for index in 0..<count {
            let slope = sign * gradient[index] + weightDecay * parameter[index]
            velocity[index] = momentum * velocity[index] + share * slope
            let direction = isNesterov ? slope + momentum * velocity[index] : velocity[index]
            parameter[index] -= learningRate * direction
        }
    }
}
