import NotebookDisplay

/// One call of `fit`: the epochs, one after the other.
struct TrainingRun {
    private let trainer: Trainer
    private let train: DataLoader
    private let validation: DataLoader?
    private let epochs: Int
    private let bar: (_ label: String, _ total: Int) -> ProgressBar

    private var history = History() { didSet { trainer.history = history } }
    /// The best epoch's weights, if they are wanted.
    private var best: StateDict?

    init(
        _ trainer: Trainer, train: DataLoader, validation: DataLoader?, epochs: Int,
        bar: @escaping (_ label: String, _ total: Int) -> ProgressBar
    ) {
        self.trainer = trainer
        self.train = train
        self.validation = validation
        self.epochs = epochs
        self.bar = bar
    }

    mutating func run(resume: Bool) throws -> History {
        history = History()
        let notes = try TrainingChecks(trainer: trainer, train: train, validation: validation).run()
        // Nobody forgets it then: predictions use the running statistics, and do not change them.
        defer { trainer.model.eval() }
        let checkpoint = CheckpointedTraining(trainer: trainer, train: train, validation: validation)
        if resume, let found = try checkpoint.resumed() {
            history = found.history
            best = found.best
            say("went on from \(found.path) after epoch \(history.epochs.count)")
            guard history.epochs.count < epochs else {
                if history.ending == .unfinished { history.ending = .completed }
                return finished()
            }
            // By the rule that holds now, which may be more patient than the one that ended it.
            history.ending = trainer.earlyStopping.flatMap { $0.isReached(after: history.epochs) ? .stoppedEarly($0) : nil } ?? .unfinished
            if history.ending != .unfinished { return finished() }
        }
        let data = self.data
        if history.data != data {
            history.data = data
            if trainer.verbose { print(data) }
        }
        for note in notes { say(note) }
        try run(checkpoint)
        return finished()
    }

    /// Where the pictures come from.
    private var data: String {
        let learnt = train.dataset.source
        guard let judged = validation?.dataset.source, judged != learnt else { return learnt.remark }
        return learnt.remark + " Validation: \(judged.name)." + (judged.caution.map { " " + $0 } ?? "")
    }

    private mutating func run(_ checkpoint: CheckpointedTraining) throws {
        guard history.epochs.count < epochs else { return history.ending = .completed }
        checkSteps()
        let pass = try preparedPass()
        let left = epochs - history.epochs.count
        let total = left * (train.batchCount + (validation?.batchCount ?? 0))
        let progress = TrainingProgress(bar("training", total), total: total, epochs: epochs)
        while history.ending == .unfinished {
            let number = history.epochs.count + 1
            do {
                try runEpoch(number, pass, progress)
                if number >= epochs { history.ending = .completed }
                if let rule = trainer.earlyStopping, number < epochs, rule.isReached(after: history.epochs) {
                    history.ending = .stoppedEarly(rule)
                }
                try checkpoint.write(history, best: best)
            } catch TrainingError.notFinite(var report) {
                report.history = history
                brokenOff("\(report.quantity.rawValue) is not finite", in: number, progress)
                throw TrainingError.notFinite(report)
            } catch {
                brokenOff("\(error)", in: number, progress)
                throw error
            }
        }
        progress.finish(history.outcome)
    }

    private mutating func runEpoch(_ number: Int, _ pass: TrainingPass, _ progress: TrainingProgress) throws {
        let rates = trainer.optimizer.groups.map(\.learningRate), watch = Stopwatch()
        let training = try pass.train(epoch: number) { progress.advance($0, epoch: number, seconds: watch.seconds) }
        let trainingSeconds = watch.seconds
        let validating = try pass.validate(epoch: number) { progress.advance() }
        let epoch = History.Epoch(
            number: number, trainLoss: training.loss, trainAccuracy: training.accuracy, validationLoss: validating?.loss,
            validationAccuracy: validating?.accuracy, learningRates: rates, seconds: watch.seconds,
            imagesPerSecond: Double(training.count) / max(trainingSeconds, 1e-9))
        let isBest = history.best.map(epoch.isBetter) ?? true
        history.epochs.append(epoch)
        if isBest, trainer.restoreBestWeights { best = trainer.model.stateDict().copied() }
        if trainer.scheduleStep == .epoch { trainer.schedule?.step(after: measure(of: epoch)) }
        if trainer.verbose { print(line(of: epoch, isBest: isBest)) }
    }

    /// What a schedule that follows a measure is given.
    private func measure(of epoch: History.Epoch) -> Double {
        (trainer.schedule as? ReduceLROnPlateau)?.goal == .larger ? epoch.judgedAccuracy : epoch.judgedLoss
    }

    private func line(of epoch: History.Epoch, isBest: Bool) -> String {
        // Not longer than a report's line.
        func words(_ loss: Double, _ accuracy: Double) -> String { "\(History.loss(loss)), \(History.percent(accuracy)) %" }
        var parts = ["epoch \(epoch.number)/\(epochs): loss " + words(epoch.trainLoss, epoch.trainAccuracy)]
        if let loss = epoch.validationLoss, let accuracy = epoch.validationAccuracy {
            parts.append("validation " + words(loss, accuracy))
        }
        parts.append("\(Decimal.fixed(epoch.seconds, digits: 1)) s")
        if isBest { parts.append("best") }
        return parts.joined(separator: "; ")
    }

    /// A cycle that ends before the training does is a mistake, which would show at its end.
    private func checkSteps() {
        guard let cycle = trainer.schedule as? OneCycleLR else { return }
        let left = epochs - history.epochs.count, needed = left * (trainer.scheduleStep == .batch ? train.batchCount : 1)
        guard cycle.stepsTaken + needed > cycle.totalSteps else { return }
        fail(
            "fit: OneCycleLR was made for \(cycle.totalSteps) steps, and has taken \(cycle.stepsTaken); \(left) epochs of \(train.batchCount) "
                + "batches take \(needed) more: totalSteps: epochs * loader.batchCount", #fileID, #line)
    }

    /// Finds out whether the backbone is frozen, and computes its features where that can be done once and for all.
    private mutating func preparedPass() throws -> TrainingPass {
        var pass = TrainingPass(
            trainer: trainer, checks: TrainingChecks(trainer: trainer, train: train, validation: validation),
            training: .pictures(train), validation: validation.map { .pictures($0) })
        guard let backbone = FrozenBackbone(of: trainer.model) else { return pass }
        guard trainer.frozenBatchNorm != .training else {
            say("all before the head is frozen; BatchNorm's statistics follow the batches all the same, as frozenBatchNorm: .training asks")
            return pass
        }
        pass.backbone = backbone
        let sets = [("training", train)] + (validation.map { [("validation", $0)] } ?? [])
        let fixed = trainer.cacheFeatures ? sets.filter { !$0.1.transform.isRandom } : []
        say("all before the head is frozen, and stays in evaluation mode")
        let watch = Stopwatch()
        for (name, loader) in sets {
            if let step = loader.transform.randomStep {
                say("features of \(loader.dataset.count) \(name) pictures computed anew in each epoch, for \(step) changes the pictures at random")
            }
        }
        guard !fixed.isEmpty else { return pass }
        let total = fixed.reduce(0) { $0 + $1.1.dataset.count }, bar = bar("features", total)
        defer { if bar.completed < total { bar.finish() } }
        var kept: [String] = []
        for (name, loader) in fixed {
            let count = loader.dataset.count
            guard let table = try FeatureTable(of: loader, by: backbone.network, advance: { bar.advance(by: $0.count) }) else {
                say(
                    "features of \(count) \(name) pictures computed anew in each epoch, for making them takes random numbers: "
                        + "a transform of your own that does so should say isRandom")
                continue
            }
            kept.append("\(count) \(name)")
            if name == "training" { pass.training = .features(loader, table) } else { pass.validation = .features(loader, table) }
        }
        history.preparationSeconds += watch.seconds
        guard !kept.isEmpty else { return pass }
        say("features of \(kept.joined(separator: " and ")) pictures computed once, in \(Decimal.fixed(watch.seconds, digits: 1)) s, and used in every epoch")
        return pass
    }

    /// An epoch ended with an error, some of its steps done, or its file could not be written.
    private mutating func brokenOff(_ reason: String, in number: Int, _ progress: TrainingProgress) {
        progress.finish("stopped: \(reason)")
        if best != nil, let epoch = history.best {
            restoreBest()
            say("broken off in epoch \(number): the model has the weights of epoch \(epoch.number), the best")
        } else {
            say("broken off in epoch \(number): the model has the weights of its last step")
        }
    }

    private mutating func say(_ note: String) {
        if !history.notes.contains(note) { history.notes.append(note) }
        if trainer.verbose { print(note) }
    }

    private func restoreBest() {
        guard let best else { return }
        do {
            try trainer.model.load(best)
        } catch {
            preconditionFailure("a copy of the model's own tensors, or one that was compared with them, does not fit: \(error)")
        }
    }

    private mutating func finished() -> History {
        if trainer.restoreBestWeights, let epoch = history.best {
            restoreBest()
            if epoch.number < history.epochs.count { say("the model has the weights of epoch \(epoch.number), the best") }
        }
        return history
    }
}
