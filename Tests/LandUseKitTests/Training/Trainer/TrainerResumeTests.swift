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
            let reason = TrainingStateError.otherOption(owner: "Trainer", name: "restoreBestWeights", expected: "true", found: "false")
            #expect(throws: TrainingStateError.unusableFile(path: folder + "/last", reason: reason)) {
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
                (complaint(train) { $0.metadata["history"] = nil }, "it was not written by a Trainer: TrainingCheckpoint(contentsOf:) and restore() go on from it; or choose another file"),
                (complaint(train) { $0.epoch = 2 }, "the saved state of Trainer has \"landuse-history 1"),
            ]
            for (found, expected) in cases { #expect(found.hasPrefix("\(folder)/changed: " + expected), "\(found)") }
            #expect(cases[1].0.hasSuffix("; make everything as it was then, choose another file, or begin anew without resume"))
        }
    }

    @Test("is of one recipe: another loss, clipping, freezing or transform is refused by name") func otherRecipes() throws {
        struct Recipe {
            var loss: any ClassificationLoss = CrossEntropyLoss(weight: Tensor([1, 2, 3]), labelSmoothing: 0.1)
            var clipGradNorm: Double? = 1
            var frozenBatchNorm = Trainer.FrozenBatchNorm.automatic
            var frozen: [String] = []
            var distortion = 0.2
            var crop = RandomCrop(8, padding: 1, paddingMode: .reflect)
            var learningRate = 0.05, weightDecay = 0.01, betas = (0.9, 0.999)
            var hasSchedule = false
            var validation = DataLoader.patches(11, stream: 6, noise: 3)
        }
        func fit(_ recipe: Recipe, _ path: String, epochs: Int, resume: Bool) throws {
            let model = Random.withSeed(1) { PatchNet() }
            for name in recipe.frozen { model.freeze(name) }
            let loader = DataLoader(
                train.dataset, batchSize: 8, shuffled: true,
                transform: Compose([RandomPerspective(distortionScale: recipe.distortion), recipe.crop] + train.transform.steps))
            let optimizer = AdamW(model.parameters(), learningRate: recipe.learningRate, betas: recipe.betas, weightDecay: recipe.weightDecay)
            try Trainer(
                model, optimizer: optimizer, loss: recipe.loss, schedule: recipe.hasSchedule ? StepLR(optimizer, stepSize: 1, gamma: 0.5) : nil,
                clipGradNorm: recipe.clipGradNorm, frozenBatchNorm: recipe.frozenBatchNorm, checkpoint: path, seed: 3, verbose: false
            ).fit(train: loader, validation: recipe.validation, epochs: epochs, resume: resume)
        }
        try withTemporaryFolder { folder in
            func complaint(after first: Recipe = Recipe(), _ change: (inout Recipe) -> Void) throws -> String {
                let path = folder + "/training"
                try fit(first, path, epochs: 1, resume: false)
                var recipe = first
                change(&recipe)
                do {
                    try fit(recipe, path, epochs: 2, resume: true)
                    return "went on"
                } catch let error as TrainingStateError {
                    guard case .unusableFile(path, .otherOption(_, let name, let expected, let found)) = error else { return "\(error)" }
                    #expect(expected != found)
                    return name
                }
            }
            #expect(try complaint { $0.loss = CrossEntropyLoss(weight: Tensor([1, 2, 3]), labelSmoothing: 0.2) } == "loss")
            #expect(try complaint { $0.loss = CrossEntropyLoss(weight: Tensor([1, 2, 4]), labelSmoothing: 0.1) } == "loss")
            #expect(try complaint { $0.clipGradNorm = 2 } == "clipGradNorm")
            #expect(try complaint { $0.clipGradNorm = nil } == "clipGradNorm")
            #expect(try complaint { $0.frozenBatchNorm = .training } == "frozenBatchNorm")
            #expect(try complaint { $0.frozen = ["conv"] } == "trainable parameters")
            // What torchvision's words for the two leave out.
            #expect(try complaint { $0.distortion = 0.5 } == "transform's settings")
            #expect(try complaint { $0.crop = RandomCrop(8, padding: 1, paddingMode: .edge) } == "transform's settings")
            // The state of the optimiser would put the old ones in the place of these.
            #expect(try complaint { $0.weightDecay = 0.1 } == "weightDecay")
            #expect(try complaint { $0.learningRate = 0.01 } == "learningRate")
            #expect(try complaint { $0.betas.0 = 0.8 } == "momentum")
            let scheduled = Recipe(hasSchedule: true)
            #expect(try complaint(after: scheduled) { $0.learningRate = 0.01 } == "learningRate")
            #expect(try complaint(after: scheduled) { _ in } == "went on")
            // What epochs are judged by.
            let judged = validation.dataset, transform = validation.transform
            #expect(try complaint { $0.validation = DataLoader(judged, batchSize: 4, transform: transform) } == "validation batchSize")
            #expect(try complaint { $0.validation = DataLoader(judged, batchSize: 8, shuffled: true, transform: transform) } == "validation shuffled")
            #expect(try complaint { $0.validation = DataLoader(judged, batchSize: 8, dropLast: true, transform: transform) } == "validation dropLast")
            let unchanged = try complaint { _ in }
            #expect(unchanged == "went on")
        }
    }

    @Test("whose best weights do not fit is refused before anything changes") func foreignBest() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/training", whole = try run(upTo: [6], path, learningRate: 0.5)
            try #require(try #require(whole.history.best).number < 6)
            for change in [
                { (best: inout StateDict) in best["conv.weight"] = Tensor([1, 2]) }, { $0["conv.weight"] = nil }, { $0["other"] = Tensor([1]) },
            ] {
                var checkpoint = try TrainingCheckpoint(contentsOf: path), best = try #require(checkpoint.best)
                change(&best)
                checkpoint.best = best
                try checkpoint.write(to: folder + "/changed")
                let model = PatchNet(), before = model.bits, optimizer = AdamW(model.parameters(), learningRate: 0.5)
                let trainer = Trainer(
                    model, optimizer: optimizer, schedule: StepLR(optimizer, stepSize: 2, gamma: 0.7), checkpoint: folder + "/changed", verbose: false)
                let error = #expect(throws: TrainingStateError.self) { try trainer.fit(train: train, validation: validation, epochs: 6, resume: true) }
                #expect(error?.description.contains("best.") == true && model.bits == before)
            }
        }
    }
}
