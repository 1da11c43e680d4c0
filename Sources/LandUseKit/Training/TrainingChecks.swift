/// What is checked before a training begins, so that a mistake shows at once and not after the first epoch.
struct TrainingChecks {
    let trainer: Trainer
    let train: DataLoader
    let validation: DataLoader?

    private var model: Module { trainer.model }
    private var sets: [(name: String, loader: DataLoader)] {
        [("training", train)] + (validation.map { [("validation", $0)] } ?? [])
    }

    /// - Returns: remarks on what is allowed, and hardly meant.
    func run() throws(TrainingError) -> [String] {
        checkSettings()
        for (name, loader) in sets where loader.batchCount == 0 {
            throw .noBatches(set: name, pictures: loader.dataset.count, batchSize: loader.batchSize)
        }
        if let validation, validation.dataset.classes != train.dataset.classes {
            throw .otherClasses(train: train.dataset.classes, validation: validation.dataset.classes)
        }
        for (name, loader) in sets {
            if let label = loader.dataset.foreignLabel { throw .foreignLabel(set: name, label: label) }
        }
        if let outputs = lastLinear?.layer.outFeatures { try check(outputs: outputs) }
        return try checkParameters()
    }

    /// What can be set after the trainer was made, by the rules that hold for making one.
    private func checkSettings() {
        if let limit = trainer.clipGradNorm, !(limit > 0) { fail("fit: the trainer's clipGradNorm must be positive, got \(limit)", #fileID, #line) }
        if let rule = trainer.earlyStopping, !rule.isSensible {
            fail(
                "fit: early stopping needs a patience of at least one epoch and an improvement that is not negative, "
                    + "got \(rule.patience) and \(rule.minimumImprovement)", #fileID, #line)
        }
    }

    /// Whether there is an output for each class and no other, as `evaluate` will ask for.
    func check(outputs: Int) throws(TrainingError) {
        let classes = train.dataset.classes.count
        guard outputs != classes else { return }
        var remedy = "give it as many outputs as there are classes"
        if let last = lastLinear { remedy += ", model.\(last.name) = Linear(\(last.layer.inFeatures), \(classes)), before the optimizer is made" }
        throw .otherOutputs(model: model.typeName, outputs: outputs, classes: classes, remedy: remedy)
    }

    /// The layer that gives the logits, as far as can be told without running the network.
    private var lastLinear: (name: String, layer: Linear)? {
        guard let head = (model as? any FeatureExtractor)?.head else { return nil }
        return model.namedModules().lazy.filter { $0.module === head }.compactMap { name, module in
            (module as? Linear).map { (name, $0) }
        }.first
    }

    private func checkParameters() throws(TrainingError) -> [String] {
        let parameters = model.namedParameters()
        let trainable = parameters.filter(\.parameter.requiresGrad)
        let optimizer = "\(type(of: trainer.optimizer))"
        guard !trainable.isEmpty else {
            let head = model.namedModules().first { $0.module === (model as? any FeatureExtractor)?.head }?.name
            throw .nothingToTrain(
                model: model.typeName, parameters: parameters.count,
                remedy: head.map { "model.unfreeze(\"\($0)\")" } ?? "model.unfreeze() with the names of what is to learn")
        }
        let held = Set(trainer.optimizer.groups.flatMap(\.parameters).map(ObjectIdentifier.init))
        let missing = trainable.filter { !held.contains(ObjectIdentifier($0.parameter)) }.map(\.name)
        let known = Set(parameters.map { ObjectIdentifier($0.parameter) })
        guard missing.isEmpty || held.isSubset(of: known) else {
            throw .otherParameters(optimizer: optimizer, model: model.typeName, missing: Self.shortened(missing))
        }
        guard missing.count < trainable.count else {
            throw .onlyFrozen(optimizer: optimizer, model: model.typeName, trainable: Self.shortened(trainable.map(\.name)))
        }
        guard !missing.isEmpty else { return [] }
        return [
            "\(optimizer) does not hold \(Self.shortened(missing).joined(separator: ", ")): gradients are computed for nothing; "
                + "freeze them, or give them to the optimizer"
        ]
    }

    private static func shortened(_ names: [String]) -> [String] {
        names.count <= 4 ? names : names.prefix(3) + ["\(names.count - 3) more"]
    }
}
