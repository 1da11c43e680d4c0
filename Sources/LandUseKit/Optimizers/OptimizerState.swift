extension Optimizer {
    /// What the optimiser needs to go on as if it had never stopped: rates, and what it remembers of each parameter, in
    /// the order in which they were given. The tensors are the optimiser's own, not copies.
    public final func stateDict() -> StateDict {
        var saved = SavedState(of: kind, options: options)
        saved.set("groups", groups.count)
        var number = 0
        for (index, group) in groups.enumerated() {
            saved.set("group.\(index).parameters", group.parameters.count)
            saved.set("group.\(index).learning_rate", group.learningRate)
            saved.set("group.\(index).weight_decay", group.weightDecay)
            saved.set("group.\(index).momentum", group.momentum)
            if let initial = group.initialLearningRate { saved.set("group.\(index).initial_learning_rate", initial) }
            for memory in group.memories {
                saved.set("\(number).steps", memory.steps)
                saved.set("\(number).averages", memory.averages.count)
                for (name, average) in memory.averages.sorted(by: { $0.key < $1.key }) {
                    saved.set("\(number).\(name)", average)
                }
                number += 1
            }
        }
        return saved.state
    }

    /// Takes up a state that `stateDict()` gave. The parameters must be as many and of the same shapes, in the same order.
    ///
    /// - Throws: `TrainingStateError`; then nothing was changed.
    public final func load(_ state: StateDict) throws(TrainingStateError) { try prepareToLoad(state)() }

    /// Checks a state, and returns what takes it up.
    final func prepareToLoad(_ state: StateDict) throws(TrainingStateError) -> () -> Void {
        let saved = try SavedState(state, of: kind, options: options)
        let count = try saved.count("groups")
        guard count == groups.count else {
            throw .otherOption(owner: kind, name: "groups", expected: "\(groups.count)", found: "\(count)")
        }
        var known: Set<String> = []
        var steps: [() -> Void] = []
        var number = 0
        for (index, group) in groups.enumerated() {
            let parameters = try saved.count("group.\(index).parameters")
            guard parameters == group.parameters.count else {
                throw .otherOption(
                    owner: kind, name: "parameters in group \(index)", expected: "\(group.parameters.count)", found: "\(parameters)")
            }
            let learningRate: Double = try saved.number("group.\(index).learning_rate")
            let weightDecay: Double = try saved.number("group.\(index).weight_decay")
            let momentum: Double = try saved.number("group.\(index).momentum")
            let initial: Double? = try saved.numberIfPresent("group.\(index).initial_learning_rate")
            var memories: [ParameterMemory] = []
            for parameter in group.parameters {
                memories.append(try Self.memory(of: parameter, averageNames, saved, "\(number).", &known))
                number += 1
            }
            steps.append { [memories] in
                group.learningRate = learningRate
                group.weightDecay = weightDecay
                group.momentum = momentum
                group.initialLearningRate = initial
                group.memories = memories
            }
        }
        if let name = state.names.first(where: { !known.contains($0) }) { throw .unexpected(owner: kind, name: name) }
        return { [steps] in for step in steps { step() } }
    }

    private static func memory(
        of parameter: Tensor, _ names: [String], _ saved: SavedState, _ prefix: String, _ known: inout Set<String>
    ) throws(TrainingStateError) -> ParameterMemory {
        var memory = ParameterMemory()
        memory.steps = try saved.count(prefix + "steps")
        for name in names {
            guard let average = saved.state[prefix + name] else { continue }
            known.insert(prefix + name)
            guard average.shape == parameter.shape else {
                throw .otherShape(owner: saved.owner, name: prefix + name, expected: parameter.shape, found: average.shape)
            }
            // In the parameter's order in memory, and never shared with the state.
            memory.averages[name] = average.copied(strides: parameter.strides)
        }
        // Without one that was there, training would go on wrongly.
        let count = try saved.count(prefix + "averages")
        guard count == memory.averages.count else {
            throw .missing(owner: saved.owner, name: prefix + (names.first { memory.averages[$0] == nil } ?? "averages"))
        }
        return memory
    }

    private final var kind: String { "\(type(of: self))" }
}
