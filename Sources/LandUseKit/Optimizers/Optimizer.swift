import NotebookDisplay

/// Changes parameters against their gradients, like PyTorch's `torch.optim.Optimizer`.
///
///     let optimizer = AdamW(model.parameters(), learningRate: 1e-3)
///     for (images, labels) in batches {
///         optimizer.zeroGrad()
///         crossEntropy(model(images), labels).backward()
///         optimizer.step()
///     }
///
/// Parameters without a gradient are skipped, and so are frozen ones (`requiresGrad` false), even where a gradient from
/// before is left.
public class Optimizer {
    /// The parameters, in groups that share a learning rate: `optimizer.groups[0].learningRate = 0.01`.
    public internal(set) final var groups: [Group] = []

    /// Parameters that are treated alike.
    public final class Group {
        public let parameters: [Tensor]
        public var learningRate: Double
        public var weightDecay: Double
        /// SGD's momentum, or the first of Adam's betas.
        public var momentum: Double
        /// What schedules start from; set by the first of them.
        public internal(set) var initialLearningRate: Double?
        /// What is remembered of each parameter.
        var memories: [ParameterMemory]

        init(_ group: ParameterGroup, _ defaults: Defaults) {
            parameters = group.parameters
            learningRate = group.learningRate ?? defaults.learningRate
            weightDecay = group.weightDecay ?? defaults.weightDecay
            momentum = group.momentum ?? defaults.momentum
            memories = Array(repeating: ParameterMemory(), count: group.parameters.count)
        }
    }

    /// What groups have unless they say otherwise.
    struct Defaults {
        var learningRate: Double
        var weightDecay: Double
        var momentum: Double
    }

    private let defaults: Defaults

    init(_ parameters: [some Optimizable], _ defaults: Defaults, _ file: StaticString, _ line: UInt) {
        self.defaults = defaults
        var groups: [ParameterGroup] = []
        for parameter in parameters { parameter.join(&groups) }
        guard groups.contains(where: { !$0.parameters.isEmpty }) else {
            fail("\(type(of: self)) was given no parameters", file, line)
        }
        for group in groups { addGroup(group, file: file, line: line) }
    }

    /// Adds parameters, such as those of layers that were frozen until now.
    public final func addGroup(_ group: ParameterGroup, file: StaticString = #fileID, line: UInt = #line) {
        let name = "\(type(of: self))"
        var known = Set(groups.flatMap(\.parameters).map(ObjectIdentifier.init))
        for (index, parameter) in group.parameters.enumerated() {
            guard known.insert(ObjectIdentifier(parameter)).inserted else {
                fail("\(name): parameter \(index) of group \(groups.count), of shape \(parameter.shape), was given before", file, line)
            }
            guard parameter.gradientFunction == nil, parameter.isDense else {
                fail(
                    "\(name): tensor \(index) of group \(groups.count), of shape \(parameter.shape), is no parameter "
                        + "but was computed from others", file, line)
            }
        }
        let group = Group(group, defaults)
        let settings = [("learningRate", group.learningRate), ("weightDecay", group.weightDecay), ("momentum", group.momentum)]
        for (setting, value) in settings where !(value >= 0) {
            fail("\(name): \(setting) must not be negative, got \(value)", file, line)
        }
        if momentumIsBeta, !(group.momentum < 1) {
            fail("\(name): momentum, its first beta, must be below 1, got \(group.momentum)", file, line)
        }
        groups.append(group)
    }

    /// Changes every parameter that has a gradient, once.
    public final func step() {
        for group in groups {
            for (index, parameter) in group.parameters.enumerated() where parameter.requiresGrad {
                guard let gradient = parameter.grad else { continue }
                CancellationHook.check()
                // Memory is gone through side by side. Gradients that backward() left lie as their parameters do.
                let alike = gradient.strides == parameter.strides ? gradient : gradient.copied(strides: parameter.strides)
                update(parameter, alike, &group.memories[index], group)
            }
        }
    }

    /// Forgets all gradients, which otherwise add up from step to step.
    public final func zeroGrad() {
        for group in groups {
            for parameter in group.parameters { parameter.grad = nil }
        }
    }

    /// Changes one parameter. The gradient lies in memory as the parameter does.
    func update(_ parameter: Tensor, _ gradient: Tensor, _ memory: inout ParameterMemory, _ group: Group) {
        preconditionFailure("\(type(of: self)) does not say how it changes a parameter")
    }

    /// Whether a group's momentum is the first of Adam's betas, which is below 1: the correction divides by 1 − β₁.
    var momentumIsBeta: Bool { false }
    /// Settings that are the same for all groups, for `stateDict()`.
    var options: [String: String] { [:] }
    /// What the description says of a group, beside its rate and decay: PyTorch's names, Python's values.
    func settings(of group: Group) -> [String: String] { [:] }
    /// The averages that a parameter may have.
    var averageNames: [String] { [] }
}

/// What an optimiser remembers of one parameter from step to step.
struct ParameterMemory {
    /// How often it was changed.
    var steps = 0
    /// Averages of its gradients, under PyTorch's names, in the parameter's shape and order in memory.
    var averages: [String: Tensor] = [:]

    /// The average of that name, made of zeros where there is none yet.
    mutating func average(_ name: String, like parameter: Tensor) -> Tensor {
        if let average = averages[name] { return average }
        let average = Tensor(uninitialized: parameter.shape, strides: parameter.strides)
        average.withFloats { $0.update(repeating: 0, count: average.count) }
        averages[name] = average
        return average
    }
}
