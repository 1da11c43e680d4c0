internal import Digest
import Glibc

/// A trainer's file, from which a training goes on.
struct CheckpointedTraining {
    let trainer: Trainer
    let train: DataLoader
    let validation: DataLoader?

    /// What a training of these loaders shares with the one that was stopped.
    private let settings: [(name: String, value: String)]

    private static let owner = "Trainer"

    init(trainer: Trainer, train: DataLoader, validation: DataLoader?) {
        self.trainer = trainer
        self.train = train
        self.validation = validation
        settings = trainer.checkpoint == nil ? [] : Self.settings(trainer, train, validation)
    }

    private static func settings(
        _ trainer: Trainer, _ train: DataLoader, _ validation: DataLoader?
    ) -> [(name: String, value: String)] {
        var settings: [(name: String, value: String)] = [
            ("pictures", "\(train.dataset.count)"), ("batchSize", "\(train.batchSize)"), ("shuffled", "\(train.isShuffled)"),
            ("dropLast", "\(train.dropsLast)"), ("validation pictures", "\(validation?.dataset.count ?? 0)"),
            ("classes", train.dataset.classes.joined(separator: ", ")), ("transform", oneLine(train.transform.description)),
            ("transform's settings", SettingsText.of(train.transform)), ("pictures' digest", digest(of: train.dataset)),
            ("loss", SettingsText.of(trainer.loss)), ("clipGradNorm", trainer.clipGradNorm.map { "\($0)" } ?? "none"),
            ("frozenBatchNorm", "\(trainer.frozenBatchNorm)"), ("scheduleStep", "\(trainer.scheduleStep)"),
            ("trainable parameters", trainable(of: trainer.model)),
        ]
        settings += rates(of: trainer)
        if let validation {
            settings += [
                ("validation batchSize", "\(validation.batchSize)"), ("validation shuffled", "\(validation.isShuffled)"),
                ("validation dropLast", "\(validation.dropsLast)"),
                ("validation transform", oneLine(validation.transform.description)),
                ("validation transform's settings", SettingsText.of(validation.transform)),
                ("validation pictures' digest", digest(of: validation.dataset)),
            ]
        }
        return settings
    }

    /// What of the optimiser's groups stays as it was made: its state would silently put the old values in the place of new ones.
    private static func rates(of trainer: Trainer) -> [(name: String, value: String)] {
        let groups = trainer.optimizer.groups
        func values(_ value: (Optimizer.Group) -> Double) -> String { groups.map { "\(value($0))" }.joined(separator: ", ") }
        var settings = [(name: "weightDecay", value: values(\.weightDecay))]
        // This one moves the momentum too.
        if !(trainer.schedule is OneCycleLR) { settings.append(("momentum", values(\.momentum))) }
        // Not every schedule remembers where it began.
        if trainer.schedule == nil || groups.allSatisfy({ $0.initialLearningRate != nil }) {
            settings.append(("learningRate", values { $0.initialLearningRate ?? $0.learningRate }))
        }
        return settings
    }

    /// Of the pictures' names and labels in their order, and of where they come from: the pictures themselves take long to read.
    private static func digest(of dataset: any Dataset) -> String {
        var digest = SHA256()
        digest.update(Array("\(dataset.source.name)\n".utf8))
        for (index, label) in dataset.labels.enumerated() {
            let name = dataset.name(at: index)
            digest.update(Array("\(label) \(name.utf8.count) \(name)\n".utf8))
        }
        return String(digest.finalize().hex.prefix(16))
    }

    /// How many, and which.
    private static func trainable(of model: Module) -> String {
        let names = model.namedParameters().filter(\.parameter.requiresGrad).map(\.name)
        return "\(names.count) (\(SHA256.hex(of: Array(names.joined(separator: "\n").utf8)).prefix(16)))"
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Writes all that the training needs to go on; nothing where no file was asked for.
    func write(_ history: History, best: StateDict?) throws(FileWriteError) {
        guard let path = trainer.checkpoint else { return }
        var metadata = ["history": history.text]
        for (name, value) in settings { metadata["trainer." + name] = value }
        let isLastTheBest = history.best?.number == history.epochs.count
        try TrainingCheckpoint(
            model: trainer.model, optimizer: trainer.optimizer, schedule: trainer.schedule, epoch: history.epochs.count,
            step: history.epochs.count * train.batchCount, best: isLastTheBest ? nil : best, metadata: metadata
        ).write(to: path)
    }

    /// Gives everything the state of the file; `nil` where there is no file yet.
    func resumed() throws -> (path: String, history: History, best: StateDict?)? {
        guard let path = trainer.checkpoint, access(path, F_OK) == 0 else { return nil }
        let checkpoint = try TrainingCheckpoint(contentsOf: path)
        do throws(TrainingStateError) {
            let (history, best) = try resumed(from: checkpoint)
            return (path, history, best)
        } catch {
            throw TrainingStateError.unusableFile(path: path, reason: error)
        }
    }

    private func resumed(from checkpoint: TrainingCheckpoint) throws(TrainingStateError) -> (history: History, best: StateDict?) {
        guard let text = checkpoint.metadata["history"] else { throw .notByTrainer }
        guard let history = History(text: text), history.epochs.count == checkpoint.epoch else {
            throw .malformed(owner: Self.owner, name: "history", text: text.shownInError)
        }
        for (name, expected) in settings {
            guard let found = checkpoint.metadata["trainer." + name] else { throw .missing(owner: Self.owner, name: name) }
            guard found == expected else {
                throw .otherOption(owner: Self.owner, name: name, expected: expected, found: found.shownInError)
            }
        }
        // The last epoch's weights are in the file anyway.
        let hasBest = checkpoint.best != nil || history.best?.number == history.epochs.last?.number
        guard hasBest || !trainer.restoreBestWeights else {
            throw .otherOption(owner: Self.owner, name: "restoreBestWeights", expected: "true", found: "false")
        }
        if trainer.restoreBestWeights, let best = checkpoint.best { try Self.compare(best, with: checkpoint.model) }
        try checkpoint.restore(model: trainer.model, optimizer: trainer.optimizer, schedule: trainer.schedule)
        guard trainer.restoreBestWeights else { return (history, nil) }
        return (history, checkpoint.best ?? trainer.model.stateDict().copied())
    }

    /// The best weights are only loaded in the end, when it is too late to say that they do not fit. Those of the last epoch do.
    private static func compare(_ best: StateDict, with model: StateDict) throws(TrainingStateError) {
        for (name, tensor) in model.entries {
            guard let found = best[name] else { throw .missing(owner: owner, name: "best." + name) }
            guard found.shape == tensor.shape else {
                throw .otherShape(owner: owner, name: "best." + name, expected: tensor.shape, found: found.shape)
            }
        }
        if let extra = best.entries.first(where: { model[$0.0] == nil }) { throw .unexpected(owner: owner, name: "best." + extra.0) }
    }
}
