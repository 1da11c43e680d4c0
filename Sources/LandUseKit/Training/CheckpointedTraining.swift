import Glibc

/// A trainer's file, from which a training goes on.
struct CheckpointedTraining {
    let trainer: Trainer
    let train: DataLoader
    let validation: DataLoader?

    /// What a training of these loaders shares with the one that was stopped.
    private var settings: [(name: String, value: String)] {
        [
            ("pictures", "\(train.dataset.count)"), ("batchSize", "\(train.batchSize)"), ("shuffled", "\(train.isShuffled)"),
            ("dropLast", "\(train.dropsLast)"), ("validation pictures", "\(validation?.dataset.count ?? 0)"),
        ]
    }

    private static let owner = "Trainer"

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
        guard let text = checkpoint.metadata["history"] else { throw TrainingStateError.missing(owner: Self.owner, name: "history") }
        guard let history = History(text: text), history.epochs.count == checkpoint.epoch else {
            throw TrainingStateError.malformed(owner: Self.owner, name: "history", text: text.shownInError)
        }
        for (name, expected) in settings {
            guard let found = checkpoint.metadata["trainer." + name] else { throw TrainingStateError.missing(owner: Self.owner, name: name) }
            guard found == expected else {
                throw TrainingStateError.otherOption(owner: Self.owner, name: name, expected: expected, found: found.shownInError)
            }
        }
        try checkpoint.restore(model: trainer.model, optimizer: trainer.optimizer, schedule: trainer.schedule)
        guard trainer.restoreBestWeights else { return (path, history, nil) }
        return (path, history, checkpoint.best ?? trainer.model.stateDict().copied())
    }
}
