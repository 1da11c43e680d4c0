/// One way through the training pictures, or the validation pictures.
struct TrainingPass {
    let trainer: Trainer
    let checks: TrainingChecks
    var training: BatchSource
    var validation: BatchSource?
    /// The network, where nothing but its head is trained.
    var backbone: FrozenBackbone?

    /// Trains on every batch once.
    func train(epoch: Int, progress: (EpochTotals) -> Void) throws -> EpochTotals {
        trainer.frozenBatchNorm.train(trainer.model, backbone: backbone)
        let optimizer = trainer.optimizer, next = training.batches(), network = network(for: training)
        var totals = EpochTotals(), step = (epoch - 1) * training.loader.batchCount
        // Those too that learn nothing, for the optimizer does not hold them: what they gather would add up.
        let own = trainer.model.parameters()
        func zeroGrad() {
            for parameter in own { parameter.grad = nil }
            optimizer.zeroGrad()
        }
        while let batch = try next() {
            zeroGrad()
            let logits = network(batch.images)
            try check(logits, batch)
            let weight = trainer.loss.totalWeight(of: batch.labels)
            // A batch in which no label counts has no mean, and teaches nothing.
            if weight > 0 {
                let loss = loss(logits, batch), value = Double(loss.item())
                guard value.isFinite else { throw try report(.loss, value, batch, of: training, epoch: epoch, steps: step) }
                loss.backward()
                let gradients = optimizer.groups.flatMap(\.parameters).compactMap(\.grad)
                let norm = GradientNorm.l2.total(gradients)
                guard norm.isFinite else { throw try report(.gradient, norm, batch, of: training, epoch: epoch, steps: step) }
                if let limit = trainer.clipGradNorm { GradientNorm.clip(gradients, of: norm, to: limit) }
                optimizer.step()
                totals.add(loss: value, weight: weight, logits: logits.detach(), labels: batch.labels)
            } else {
                totals.add(loss: 0, weight: 0, logits: logits.detach(), labels: batch.labels)
            }
            step += 1
            if trainer.scheduleStep == .batch { trainer.schedule?.step(after: totals.loss) }
            progress(totals)
        }
        // Gradients are as large as the weights, and nobody needs them now.
        zeroGrad()
        return totals
    }

    /// Goes through every validation batch in evaluation mode, without gradients; `nil` where there is none.
    func validate(epoch: Int, progress: () -> Void) throws -> EpochTotals? {
        guard let validation else { return nil }
        trainer.model.eval()
        let next = validation.batches(), network = network(for: validation)
        var totals = EpochTotals()
        while let batch = try next() {
            let (logits, value) = noGrad {
                let logits = network(batch.images)
                return (logits, Double(loss(logits, batch).item()))
            }
            let weight = trainer.loss.totalWeight(of: batch.labels)
            guard value.isFinite || weight == 0 else {
                throw try report(.validationLoss, value, batch, of: validation, epoch: epoch, steps: epoch * training.loader.batchCount)
            }
            totals.add(loss: weight > 0 ? value : 0, weight: weight, logits: logits, labels: batch.labels)
            progress()
        }
        return totals
    }

    /// What a source's batches go through.
    private func network(for source: BatchSource) -> Module {
        if case .features = source, let backbone { backbone.network.head } else { trainer.model }
    }

    private func loss(_ logits: Tensor, _ batch: Batch) -> Tensor {
        trainer.loss(logits, batch.labels, file: #fileID, line: #line)
    }

    private func check(_ logits: Tensor, _ batch: Batch) throws(TrainingError) {
        guard logits.rank == 2, logits.shape[0] == batch.count else {
            throw .noLogits(model: trainer.model.typeName, expected: batch.count, found: logits.shape)
        }
        try checks.check(outputs: logits.shape[1])
    }

    /// Where the numbers of a batch ceased to be finite.
    private func report(
        _ quantity: NonFiniteTraining.Quantity, _ value: Double, _ batch: Batch, of source: BatchSource, epoch: Int, steps: Int
    ) throws -> TrainingError {
        let search = NonFiniteSearch(model: trainer.model, batch: try source.pictures(of: batch), names: source.loader.dataset.name)
        return .notFinite(
            NonFiniteTraining(
                quantity: quantity, value: value, epoch: epoch, steps: steps,
                learningRates: trainer.optimizer.groups.map(\.learningRate),
                culprit: quantity == .gradient ? search.backward() : search.forward(), inputRange: search.inputRange,
                isClipped: trainer.clipGradNorm != nil, history: History()))
    }
}
