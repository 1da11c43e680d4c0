import Testing
@testable import LandUseKit

@Suite("A training that cannot be")
struct TrainingMistakesTests {
    private func complaint(
        _ model: PatchNet, _ optimizer: Optimizer? = nil, train: DataLoader = .patches(8), validation: DataLoader? = nil,
        loss: CrossEntropyLoss = CrossEntropyLoss(), clipGradNorm: Double? = nil, epochs: Int = 1
    ) -> String {
        let before = model.bits
        let trainer = Trainer(
            model, optimizer: optimizer ?? SGD(model.parameters(), learningRate: 0.01), loss: loss, clipGradNorm: clipGradNorm, seed: 1, verbose: false)
        do {
            _ = try trainer.fit(train: train, validation: validation, epochs: epochs)
            return "trained"
        } catch let error as TrainingError {
            if case .notFinite = error { return error.description }
            // All but the running statistics of a network whose outputs only a batch can tell.
            #expect(zip(model.bits, before).allSatisfy { $0.count < 20 || $0 == $1 })
            return error.description
        } catch {
            return "\(error)"
        }
    }

    private func words(_ result: ExitTest.Result?) -> String { String(decoding: result?.standardErrorContent ?? [], as: UTF8.self) }

    private func frozen(_ names: String...) -> PatchNet {
        let model = PatchNet()
        for name in names { model.freeze(name) }
        return model
    }

    @Test("is refused before anything is changed, with what to do") func refused() {
        let model = PatchNet(), foreign = SGD(PatchNet().parameters(), learningRate: 0.1)
        let replaced = PatchNet(), before = SGD(replaced.parameters(), learningRate: 0.1)
        replaced.fc = Sequential(Linear(24, 3))
        let empty = DataLoader(Subset(Patches(4), indices: []), batchSize: 2, transform: Compose([ToTensor()]))
        let short = DataLoader(Patches(4), batchSize: 5, dropLast: true, transform: Compose([ToTensor()]))
        let partlyFrozen = frozen("conv", "bn"), frozenOnly = SGD(partlyFrozen.conv.parameters(), learningRate: 0.1)
        let cases: [(String, String)] = [
            (complaint(PatchNet(classes: 2)), "PatchNet has 2 outputs, and the training set has 3 classes: give it as many outputs as there are classes"),
            (complaint(model, train: empty), "there is no picture in the training set"),
            (complaint(model, validation: empty), "there is no picture in the validation set"),
            (complaint(model, train: short), "the training set's loader gives no batch: dropLast leaves out the only one, for 4 pictures are fewer than batchSize 5; choose a smaller batchSize"),
            (complaint(model, validation: .patches(4, classes: 5)), "the training set has 3 classes (class0, class1, class2), the validation set 5 classes (class0, class1, class2, …): a label would not mean the same in both; make both from one dataset"),
            (complaint(frozen("conv", "bn", "fc"), foreign), "all 5 parameters of PatchNet are frozen, so that there is nothing to train: model.unfreeze(\"fc\")"),
            (complaint(model, foreign), "SGD was made for parameters that PatchNet does not have, and does not hold conv.weight, bn.weight, bn.bias, 2 more: make the optimizer after the model is complete, its head replaced"),
            (complaint(replaced, before), "SGD was made for parameters that PatchNet does not have, and does not hold fc.0.weight, fc.0.bias: make the optimizer after the model is complete, its head replaced"),
            (complaint(partlyFrozen, frozenOnly), "SGD holds only frozen parameters of PatchNet, and would change nothing; give it fc.1.weight, fc.1.bias"),
            (complaint(PatchNet(classes: 4)), "PatchNet has 4 outputs, and the training set has 3 classes: give it as many outputs as there are classes"),
            (complaint(PatchNet()), "trained"),
        ]
        for (found, expected) in cases { #expect(found == expected) }
    }

    @Test("names the classes, and the layer to be replaced") func outputs() {
        let model = Initialization.skipped { ResNet.resnet18(numClasses: 10) }
        let trainer = Trainer(model, optimizer: SGD(model.parameters(), learningRate: 0.1), verbose: false)
        let error = #expect(throws: TrainingError.self) { try trainer.fit(train: .patches(42, classes: 21), epochs: 1) }
        #expect(error?.description == """
            ResNet has 10 outputs, and the training set has 21 classes: give it as many outputs as there are \
            classes, model.fc = Linear(512, 21), before the optimizer is made
            """)
    }

    @Test("asks of settings made later what it asks of the first") func laterSettings() async {
        let clipping = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = PatchNet(), trainer = Trainer(model, optimizer: SGD(model.parameters(), learningRate: 0.1), verbose: false)
            trainer.clipGradNorm = -1
            try trainer.fit(train: .patches(8), epochs: 1)
        }
        #expect(words(clipping).contains("fit: the trainer's clipGradNorm must be positive, got -1.0"))
        #expect(words(clipping).contains("TrainingMistakesTests.swift:\(#line - 6)"))
        let patience = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = PatchNet(), rule = EarlyStopping()
            let trainer = Trainer(model, optimizer: SGD(model.parameters(), learningRate: 0.1), earlyStopping: rule, verbose: false)
            trainer.earlyStopping?.patience = 0
            try trainer.fit(train: .patches(8), epochs: 1)
        }
        #expect(words(patience).contains("a patience of at least one epoch and an improvement that is not negative, got 0 and 0.0"))
    }

    @Test("takes no plateau's schedule that steps by batches, for it follows epochs") func plateauByBatch() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let model = PatchNet(), optimizer = SGD(model.parameters(), learningRate: 0.1)
            _ = Trainer(model, optimizer: optimizer, schedule: ReduceLROnPlateau(optimizer), scheduleStep: .batch)
        }
        #expect(words(result).contains("ReduceLROnPlateau follows what an epoch came to; leave scheduleStep: .batch out"))
    }

    @Test("remarks on what is allowed and hardly meant") func remarks() throws {
        let model = Initialization.skipped { ResNet.resnet18(numClasses: 3) }
        let trainer = Trainer(model, optimizer: SGD(model.fc.parameters(), learningRate: 0.1), verbose: false)
        let notes = try TrainingChecks(trainer: trainer, train: .patches(6), validation: nil).run()
        #expect(notes == [
            "SGD does not hold conv1.weight, bn1.weight, bn1.bias, 57 more: gradients are computed for nothing; freeze them, or give them to the optimizer",
        ])
    }

    @Test("stops where numbers cease to be finite, with the step, the layer and the remedy") func notFinite() throws {
        func spoilt(_ change: (PatchNet) -> Void) -> PatchNet {
            let model = Random.withSeed(1) { PatchNet() }
            change(model)
            return model
        }
        let huge = spoilt { model in model.conv.weight.assign(Tensor.full(model.conv.weight.shape, 3e38)) }
        #expect(complaint(huge).hasPrefix(
            "training stopped in epoch 1, at step 1, learning rate 0.01: the loss is NaN. The first layer whose output is not finite is conv (Conv2d), "
                + "with weights up to 3.0e+38 in size. Try a lower learning rate (0.001), clipGradNorm: 1, and check the normalisation: this batch lies within -1.2…1.1"))
        let weight = spoilt { model in model.bn.weight.assign(Tensor.full([6], .nan)) }
        #expect(complaint(weight, clipGradNorm: 1).hasSuffix(
            "the loss is NaN. The weights were bad before training began: bn.weight is not finite. Load other weights, or make the network anew."))
        let statistics = spoilt { model in model.bn.runningVar.assign(Tensor.full([6], .nan)) }
        #expect(complaint(statistics.freeze("conv", "bn")).contains("before training began: bn.running_var is not finite"))
        // What a step has made of them is another matter.
        let later = NonFiniteTraining(
            quantity: .loss, value: .nan, epoch: 1, steps: 3, learningRates: [0.01], culprit: .weight("bn.weight"), inputRange: nil,
            isClipped: true, history: History())
        #expect(later.description.hasSuffix("The first layer at fault: bn.weight is not finite since the step before. Try a lower learning rate (0.001)."))
        var unclipped = later
        unclipped.isClipped = false
        #expect(later == later && later != unclipped)
        let blank = DataLoader(Patches(8), batchSize: 4, transform: Compose([ToTensor(), NotANumber()]))
        #expect(complaint(PatchNet(), train: blank).hasSuffix(
            "the loss is NaN. The pictures themselves are not finite after their transform: patch0, patch1, patch2 and 1 more. "
                + "Check the normalisation, a standard deviation of 0 above all, and the files' missing values."))
    }

    @Test("stops at a rate far too high, with the history until then and the best weights") func diverging() throws {
        let model = Random.withSeed(1) { PatchNet(dropout: 0) }, optimizer = SGD(model.parameters(), learningRate: 0.05)
        // The rate leaps after the second epoch.
        let schedule = StepLR(optimizer, stepSize: 2, gamma: 1e38)
        let trainer = Trainer(model, optimizer: optimizer, schedule: schedule, seed: 1, verbose: false)
        let loader = DataLoader.patches(24)
        let error = #expect(throws: TrainingError.self) { try trainer.fit(train: loader, validation: loader, epochs: 4) }
        guard case .notFinite(let report)? = error else { Issue.record("\(String(describing: error))"); return }
        #expect(report.epoch == 3 && (6..<9).contains(report.steps) && report.history.epochs.count == 2)
        #expect(model.parameters().allSatisfy { $0.isFinite })
    }

    @Test("names the gradient that is not finite") func gradients() throws {
        /// A finite loss whose gradient is not.
        struct Cusp: ClassificationLoss {
            func callAsFunction(_ logits: Tensor, _ labels: [Int], file: StaticString, line: UInt) -> Tensor {
                crossEntropy(logits, labels) + (logits * 0).sum().sqrt()
            }
        }
        let model = PatchNet()
        let trainer = Trainer(model, optimizer: SGD(model.parameters(), learningRate: 0.05), loss: Cusp(), verbose: false)
        let error = #expect(throws: TrainingError.self) { try trainer.fit(train: .patches(8), epochs: 1) }
        #expect(error?.description.contains("the norm of the gradients is NaN. On the way back, the first gradient that is not finite is that of fc.1.bias. Try") == true)
    }
}

/// What a division by a standard deviation of 0 makes of pictures.
private struct NotANumber: TensorTransform {
    func transform(_ tensor: Tensor, file: StaticString, line: UInt) -> Tensor { tensor.map { _ in .nan } }
}
