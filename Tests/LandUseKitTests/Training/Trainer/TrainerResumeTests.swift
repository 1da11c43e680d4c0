import Testing
@testable import LandUseKit

@Suite("A trainer's checkpoint")
struct TrainerResumeTests {
    private let train = DataLoader.patches(21, shuffled: true, noise: 3, augmented: true)
    private let validation = DataLoader.patches(11, stream: 6, noise: 3)

    /// Trains in steps up to each of some numbers of epochs, with new objects each time.
    private func run(
        upTo stops: [Int], _ path: String, frozen: Bool = false, earlyStopping: EarlyStopping? = nil, laterEarlyStopping: EarlyStopping? = nil,
        learningRate: Double = 0.05, restoreBestWeights: [Bool] = [true]
    ) throws -> (history: History, bits: [[UInt32]]) {
        var result: (History, [[UInt32]])?
        for (index, epochs) in stops.enumerated() {
            let model = Random.withSeed(1) { PatchNet() }
            if frozen { model.freeze("conv", "bn") }
            let optimizer = AdamW(model.parameters(), learningRate: learningRate)
            let trainer = Trainer(
                model, optimizer: optimizer, schedule: StepLR(optimizer, stepSize: 2, gamma: 0.7),
                earlyStopping: index > 0 ? laterEarlyStopping ?? earlyStopping : earlyStopping,
                restoreBestWeights: restoreBestWeights[min(index, restoreBestWeights.count - 1)], checkpoint: path, seed: index == 0 ? 3 : 99, verbose: false)
            let history = try trainer.fit(train: train, validation: validation, epochs: epochs, resume: index > 0)
            result = (history, model.bits)
        }
        return try #require(result)
    }

    @Test("lets a training go on to the bit, best weights and history included", arguments: [[1, 2, 6], [5, 6], [6, 6]], [false, true])
    func resumed(stops: [Int], frozen: Bool) throws {
        try withTemporaryFolder { folder in
            let whole = try run(upTo: [6], folder + "/whole", frozen: frozen)
            let parts = try run(upTo: stops, folder + "/parts", frozen: frozen)
            #expect(parts.history.timeless == whole.history.timeless && parts.bits == whole.bits)
            #expect(whole.history.ending == .completed && whole.history.epochs.count == 6)
            #expect(parts.history.notes.contains { $0.hasPrefix("went on from \(folder)/parts after epoch") })
        }
    }

    @Test("remembers best weights of an epoch before the stop") func earlierBest() throws {
        try withTemporaryFolder { folder in
            let whole = try run(upTo: [6], folder + "/whole", learningRate: 0.5), best = try #require(whole.history.best).number
            try #require(best < 6)
            let parts = try run(upTo: [best + 1, 6], folder + "/parts", learningRate: 0.5)
            #expect(parts.bits == whole.bits)
            #expect(try TrainingCheckpoint(contentsOf: folder + "/parts").best != nil)
        }
    }

    @Test("remembers how long early stopping has waited, and that it has stopped") func earlyStopping() throws {
        try withTemporaryFolder { folder in
            let rule = EarlyStopping(patience: 3, minimumImprovement: 10)
            let whole = try run(upTo: [9], folder + "/whole", earlyStopping: rule)
            #expect(whole.history.epochs.count == 4)
            for stops in [[2, 9], [3, 9], [9, 9]] {
                let parts = try run(upTo: stops, folder + "/parts", earlyStopping: rule)
                #expect(parts.history.timeless == whole.history.timeless && parts.bits == whole.bits, "\(stops)")
            }
        }
    }

    @Test("goes on where the rule that stopped it is more patient now, or gone") func morePatience() throws {
        try withTemporaryFolder { folder in
            let rule = EarlyStopping(patience: 3, minimumImprovement: 10), patient = EarlyStopping(patience: 5, minimumImprovement: 10)
            let whole = try run(upTo: [9], folder + "/whole", earlyStopping: patient)
            #expect(whole.history.epochs.count == 6)
            let parts = try run(upTo: [9, 9], folder + "/parts", earlyStopping: rule, laterEarlyStopping: patient)
            #expect(parts.history.timeless == whole.history.timeless && parts.bits == whole.bits)
            #expect(parts.history.ending == .stoppedEarly(patient))
        }
    }

    @Test("has no best weights where none were kept, and says so") func noBest() throws {
        try withTemporaryFolder { folder in
            let whole = try run(upTo: [6], folder + "/whole", learningRate: 0.5), best = try #require(whole.history.best).number
            try #require(best < 6)
            #expect(throws: TrainingStateError.otherOption(owner: "Trainer", name: "restoreBestWeights", expected: "true", found: "false")) {
                try run(upTo: [6, 7], folder + "/last", learningRate: 0.5, restoreBestWeights: [false, true])
            }
            // As long as the last epoch is the best, its weights are there.
            let parts = try run(upTo: [best, 6], folder + "/parts", learningRate: 0.5, restoreBestWeights: [false, true])
            #expect(parts.bits == whole.bits)
            #expect(try run(upTo: [6, 7], folder + "/whole", learningRate: 0.5, restoreBestWeights: [true, false]).history.epochs.count == 7)
        }
    }

    @Test("begins anew where there is no file yet") func noFile() throws {
        try withTemporaryFolder { folder in
            let whole = try run(upTo: [2], folder + "/whole")
            let model = Random.withSeed(1) { PatchNet() }, optimizer = AdamW(model.parameters(), learningRate: 0.05)
            let trainer = Trainer(
                model, optimizer: optimizer, schedule: StepLR(optimizer, stepSize: 2, gamma: 0.7), checkpoint: folder + "/new", seed: 3, verbose: false)
            let history = try trainer.fit(train: train, validation: validation, epochs: 2, resume: true)
            #expect(history.timeless == whole.history.timeless)
        }
    }

    @Test("of another training is refused, and nothing changes") func mismatches() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/training"
            _ = try run(upTo: [1], path)
            func complaint(_ loader: DataLoader, _ change: (inout TrainingCheckpoint) -> Void = { _ in }) throws -> String {
                let model = PatchNet(), before = model.bits, optimizer = AdamW(model.parameters(), learningRate: 0.05)
                var checkpoint = try TrainingCheckpoint(contentsOf: path)
                change(&checkpoint)
                try checkpoint.write(to: folder + "/changed")
                let trainer = Trainer(
                    model, optimizer: optimizer, schedule: StepLR(optimizer, stepSize: 2, gamma: 0.7), checkpoint: folder + "/changed", verbose: false)
                let error = #expect(throws: TrainingStateError.self) { try trainer.fit(train: loader, validation: validation, epochs: 2, resume: true) }
                #expect(model.bits == before)
                return error?.description ?? ""
            }
            let other = DataLoader(
                Subset(train.dataset, indices: (0..<21).reversed()), batchSize: 8, shuffled: true, transform: train.transform)
            let cases = try [
                (complaint(DataLoader.patches(20, shuffled: true)), "the saved state is that of Trainer with pictures 21; this one has pictures 20"),
                (complaint(DataLoader.patches(21, batchSize: 4, shuffled: true)), "the saved state is that of Trainer with batchSize 8; this one has batchSize 4"),
                (complaint(DataLoader.patches(21, shuffled: true)), "the saved state is that of Trainer with transform Compose( SometimesMirrored() ToTensor() "),
                (complaint(other), "the saved state is that of Trainer with pictures' digest "),
                (complaint(train) { $0.metadata["history"] = nil }, "the saved state of Trainer lacks \"history\""),
                (complaint(train) { $0.epoch = 2 }, "the saved state of Trainer has \"landuse-history 1"),
            ]
            for (found, expected) in cases { #expect(found.hasPrefix(expected)) }
        }
    }
}
