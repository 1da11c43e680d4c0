import Testing
@testable import LandUseKit

@Suite("A trainer")
struct TrainerTests {
    private let train = DataLoader.patches(29, shuffled: true)
    private let validation = DataLoader.patches(13, stream: 6)

    private func trainer(
        _ model: Module, learningRate: Double = 0.01, earlyStopping: EarlyStopping? = nil, restoreBestWeights: Bool = true,
        clipGradNorm: Double? = nil
    ) -> Trainer {
        Trainer(
            model, optimizer: AdamW(model.parameters(), learningRate: learningRate), clipGradNorm: clipGradNorm,
            earlyStopping: earlyStopping, restoreBestWeights: restoreBestWeights, seed: 3, verbose: false)
    }

    /// A network, the same each time.
    private func net(classes: Int = 3, dropout: Double = 0.2) -> PatchNet { Random.withSeed(1) { PatchNet(classes: classes, dropout: dropout) } }

    @Test("learns, and tells of each epoch") func learns() throws {
        let model = net()
        let history = try trainer(model).fit(train: train, validation: validation, epochs: 12)
        #expect(history.epochs.map(\.number) == Array(1...12) && history.ending == .completed)
        let first = try #require(history.epochs.first), best = try #require(history.best)
        #expect(first.trainLoss > 0.8 && (best.validationAccuracy ?? 0) > 0.9, "\(history)")
        #expect(history.epochs.allSatisfy { $0.learningRates == [0.01] && $0.seconds > 0 && $0.imagesPerSecond > 0 })
        #expect(!model.isTraining && !model.bn.isTraining)
    }

    @Test("does the same twice, and something else with another seed") func determinism() throws {
        func run(seed: UInt64) throws -> ([[UInt32]], History) {
            let model = net(), trainer = trainer(model)
            trainer.seed = seed
            let history = try trainer.fit(train: train, validation: validation, epochs: 3)
            return (model.bits, history.timeless)
        }
        let first = try run(seed: 3), second = try run(seed: 3), other = try run(seed: 4)
        #expect(first.0 == second.0 && first.1 == second.1)
        #expect(first.0 != other.0)
    }

    @Test("measures exactly, the short last batch included, in evaluation mode and without a trace") func exactness() throws {
        let model = net(), weights: [Float] = [1, 3, 0.5]
        let loss = CrossEntropyLoss(weight: Tensor(weights))
        let trainer = Trainer(
            model, optimizer: SGD(model.parameters(), learningRate: 0.1), loss: loss, restoreBestWeights: false, seed: 3, verbose: false)
        let history = try trainer.fit(train: train, validation: validation, epochs: 2)
        let statistics = model.bn.runningMean.elements
        let images = Tensor.stack(try (0..<13).map { validation.transform(try validation.dataset.image(at: $0)) as Tensor })
        let logits = noGrad { model(images) }
        let last = try #require(history.epochs.last)
        let whole = Double(loss(logits, validation.dataset.labels).item())
        #expect(abs((last.validationLoss ?? 0) - whole) < 1e-6 * whole)
        let right = zip(logits.argmax(dim: 1), validation.dataset.labels).count { $0 == $1 }
        #expect(last.validationAccuracy == Double(right) / 13)
        // Four batches an epoch have moved the statistics, and validation has not.
        #expect(model.bn.numBatchesTracked.item() == 8 && model.bn.runningMean.elements == statistics)
    }

    @Test("leaves the best weights, which later epochs have not changed") func bestWeights() throws {
        // A rate at which the network gets worse again.
        func run(epochs: Int, restoring: Bool) throws -> (History, [[UInt32]]) {
            let model = net(), noisy = DataLoader.patches(29, shuffled: true, noise: 3)
            let history = try trainer(model, learningRate: 0.5, restoreBestWeights: restoring).fit(train: noisy, validation: validation, epochs: epochs)
            return (history, model.bits)
        }
        let (history, kept) = try run(epochs: 8, restoring: true)
        let best = try #require(history.best).number
        try #require(best < 8)
        let (shorter, atBest) = try run(epochs: best, restoring: false)
        #expect(shorter.timeless.epochs == Array(history.timeless.epochs.prefix(best)))
        #expect(kept == atBest)
        #expect(try run(epochs: 8, restoring: false).1 != kept)
        #expect(history.notes.last == "the model has the weights of epoch \(best), the best")
    }

    @Test("stops early after so many epochs without an improvement") func earlyStopping() throws {
        // Nothing is learnt at this rate.
        let rule = EarlyStopping(patience: 2, minimumImprovement: 0.5)
        let history = try trainer(net(), learningRate: 1e-9, earlyStopping: rule).fit(train: train, validation: validation, epochs: 9)
        #expect(history.epochs.count == 3 && history.ending == .stoppedEarly(rule))
        #expect(history.summary.contains("stopped early: 2 epochs without a better validation loss"))
    }

    @Test("trains without validation, judged by the training set") func withoutValidation() throws {
        let history = try trainer(net()).fit(train: train, epochs: 2)
        #expect(history.epochs.allSatisfy { $0.validationLoss == nil && $0.validationAccuracy == nil })
        #expect(history.table.columns.count == 6 && history.lossChart.series.map(\.name) == ["training"])
    }

    @Test("steps schedules after each epoch, OneCycleLR after each batch, ReduceLROnPlateau by the validation") func schedules() throws {
        func rates(_ schedule: (Optimizer) -> any LearningRateSchedule) throws -> ([Double], any LearningRateSchedule) {
            let model = net(), optimizer = SGD(model.parameters(), learningRate: 1e-9), schedule = schedule(optimizer)
            let trainer = Trainer(model, optimizer: optimizer, schedule: schedule, seed: 3, verbose: false)
            return (try trainer.fit(train: train, validation: validation, epochs: 4).epochs.map { $0.learningRates[0] }, schedule)
        }
        #expect(try rates { StepLR($0, stepSize: 2, gamma: 0.5) }.0 == [1e-9, 1e-9, 5e-10, 5e-10])
        let (cycle, schedule) = try rates { OneCycleLR($0, maximumRate: 1e-9, totalSteps: 16) }
        #expect((schedule as? OneCycleLR)?.stepsTaken == 16 && cycle[1] > cycle[0] && cycle[3] < cycle[1])
        let accuracy = try rates { ReduceLROnPlateau($0, goal: .larger, factor: 0.5, patience: 0, smallestChange: 0) }
        #expect(accuracy.0 == [1e-9, 1e-9, 5e-10, 2.5e-10])
        let loss = try rates { ReduceLROnPlateau($0, factor: 0.5, patience: 0, threshold: .absolute(1), smallestChange: 0) }
        #expect(loss.0 == [1e-9, 1e-9, 5e-10, 2.5e-10])
    }

    @Test("clips gradients") func clipping() throws {
        func moved(by limit: Double?) throws -> Double {
            let model = net(), before = model.parameters().map(\.elements)
            let trainer = Trainer(model, optimizer: SGD(model.parameters(), learningRate: 1), clipGradNorm: limit, restoreBestWeights: false, seed: 3, verbose: false)
            _ = try trainer.fit(train: DataLoader.patches(8), epochs: 1)
            let differences = zip(before, model.parameters().map(\.elements)).flatMap { zip($0, $1).map { Double($0 - $1) } }
            return differences.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        #expect(try moved(by: nil) > 0.2)
        #expect(abs(try moved(by: 0.1) - 0.1) < 1e-4)
    }

    @Test("leaves no gradients behind, not even of what the optimizer does not hold") func gradients() throws {
        let model = net()
        let trainer = Trainer(model, optimizer: SGD(model.fc.parameters(), learningRate: 0.1), seed: 3, verbose: false)
        _ = try trainer.fit(train: DataLoader.patches(16), epochs: 1)
        #expect(model.conv.weight.requiresGrad && model.parameters().allSatisfy { $0.grad == nil })
    }

    @Test("that fails has the best weights so far, and the history until then", arguments: [true, false]) func failing(isPicture: Bool) throws {
        /// Pictures that cannot be read any more after the first epoch.
        struct Vanishing: Dataset {
            let base = Patches(24), reads = NoiseDataset.Counter()
            var labels: [Int] { base.labels }
            var classes: [String] { base.classes }
            var source: DataSource { base.source }
            func image(at index: Int) throws -> Image {
                reads.add()
                if reads.count > 36 { throw ImageError.notFound(path: name(at: index)) }
                return base.image(at: index)
            }
            func name(at index: Int) -> String { base.name(at: index) }
        }
        let transform = DataLoader.patches(1).transform, expected = net(), model = net()
        func trainer(_ model: PatchNet, checkpoint: String? = nil) -> Trainer {
            Trainer(model, optimizer: SGD(model.parameters(), learningRate: 0.05), checkpoint: checkpoint, seed: 3, verbose: false)
        }
        let first = try trainer(expected).fit(train: DataLoader(Patches(24), batchSize: 8, transform: transform), epochs: 1)
        let failing = trainer(model, checkpoint: isPicture ? nil : "/nowhere/training.safetensors")
        let loader = isPicture
            ? DataLoader(Vanishing(), batchSize: 8, transform: transform) : DataLoader(Patches(24), batchSize: 8, transform: transform)
        if isPicture {
            #expect(throws: ImageError.self) { try failing.fit(train: loader, epochs: 3) }
        } else {
            #expect(throws: FileWriteError.self) { try failing.fit(train: loader, epochs: 3) }
        }
        #expect(failing.history.timeless.epochs == first.timeless.epochs && failing.history.ending == .unfinished)
        #expect(failing.history.notes.last == "broken off in epoch \(isPicture ? 2 : 1): the model has the weights of epoch 1, the best")
        #expect(model.bits == expected.bits && !model.isTraining)
    }

    @Test("throws what the dataset throws") func unreadable() {
        struct Broken: Dataset {
            let labels = [0, 1, 2, 0], classes = ["a", "b", "c"], source = DataSource(name: "broken")
            func image(at index: Int) throws -> Image { throw ImageError.notFound(path: name(at: index)) }
            func name(at index: Int) -> String { "picture\(index).png" }
        }
        let loader = DataLoader(Broken(), batchSize: 2, transform: Compose([ToTensor()]))
        #expect(throws: ImageError.notFound(path: "picture0.png")) { try trainer(net()).fit(train: loader, epochs: 1) }
    }
}
