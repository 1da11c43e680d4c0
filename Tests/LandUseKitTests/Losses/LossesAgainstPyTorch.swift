import Testing
@testable import LandUseKit

@Suite("Losses and their gradients are PyTorch's")
struct LossesAgainstPyTorch {
    @Test("cross entropy: shapes, weights, smoothing, ignored labels, probabilities, reductions")
    func crossEntropies() throws { try Self.checkCrossEntropies(LearningFixture.committed.get()) }

    @Test("mean squared error and binary cross entropy") func elementwise() throws {
        try Self.checkElementwise(LearningFixture.committed.get())
    }

    static func checkCrossEntropies(_ fixture: LearningFixture) {
        for kernels in [ComputeKernels.fast, .reference] {
            ComputeKernels.$current.withValue(kernels) { checkCrossEntropies(fixture, "\(kernels)") }
        }
    }

    private static func checkCrossEntropies(_ fixture: LearningFixture, _ kernels: String) {
        #expect(fixture.crossEntropies.count > 100)
        for test in fixture.crossEntropies {
            let stream = test.stream + fixture.offset
            let name: Comment = "cross entropy \(test.shape), \(test.targets), weighted \(test.weighted), smoothing \(test.smoothing), \(test.reduction), offset \(fixture.offset), \(kernels)"
            let classCount = test.shape[test.shape.count == 1 ? 0 : 1]
            // Channels last, as a convolution leaves them: the other order is tested with three dimensions less.
            let logits = leaf((noise(test.shape, stream) * 8).laid(out: .channelsLast))
            let criterion = CrossEntropyLoss(
                weight: test.weighted ? noise([classCount], stream + 1) + 1 : nil, labelSmoothing: test.smoothing,
                ignoreIndex: test.labels.isEmpty ? -100 : 255, reduction: Reduction(named: test.reduction))
            let probabilities = leaf(noise(test.shape, stream + 2) + 0.5)
            let loss = test.labels.isEmpty ? criterion(logits, probabilities) : criterion(logits, test.labels)
            expectAgreement(loss.elements, test.loss, name)
            loss.backward(gradient: loss.rank == 0 ? Tensor(1.5) : noise(loss.shape, stream + 4))
            expectAgreement(logits.grad?.elements ?? [], test.gradient, name)
            expectAgreement(probabilities.grad?.elements ?? [], test.targetGradient, name)
            #expect(logits.grad?.strides == logits.strides)
            guard !test.labels.isEmpty else { continue }
            // The same from a tensor of labels.
            let places = Tensor(test.labels.map(Float.init), shape: test.shape.count == 1 ? [] : [test.shape[0]] + test.shape.dropFirst(2))
            #expect(criterion(logits, places).elements.map(\.bitPattern) == loss.elements.map(\.bitPattern), name)
        }
    }

    static func checkElementwise(_ fixture: LearningFixture) {
        #expect(fixture.elementwiseLosses.count > 50)
        for test in fixture.elementwiseLosses {
            let stream = test.stream + fixture.offset
            let name: Comment = "\(test.kind) \(test.shape), weights \(test.weight ?? []) \(test.yesWeight ?? []), \(test.reduction), offset \(fixture.offset)"
            let x = leaf((noise(test.shape, stream) * 12).laid(out: .channelsLast)), y = leaf(noise(test.shape, stream + 1) + 0.5)
            let reduction = Reduction(named: test.reduction)
            let loss = test.kind == "mse"
                ? MSELoss(reduction: reduction)(x, y)
                : BCEWithLogitsLoss(
                    weight: test.weight.map { noise($0, stream + 2) + 1 },
                    posWeight: test.yesWeight.map { noise($0, stream + 3) * 2 + 2 }, reduction: reduction)(x, y)
            expectAgreement(loss.elements, test.loss, name)
            loss.backward(gradient: loss.rank == 0 ? Tensor(1.5) : noise(loss.shape, stream + 4))
            expectAgreement(x.grad?.elements ?? [], test.gradient, name)
            expectAgreement(y.grad?.elements ?? [], test.targetGradient, name)
        }
    }
}

@Suite("Losses at their edges")
struct LossEdges {
    @Test("logits of a thousand, and infinite ones, give no NaN where there is none") func largeLogits() {
        let logits = leaf(Tensor([[1000, 0, -1000], [-.infinity, 2, 1]]))
        let loss = crossEntropy(logits, [0, 1], reduction: .none)
        expectClose(loss.elements, [0, 0.31326168751822286])
        loss.backward(gradient: Tensor.ones([2]))
        expectClose(logits.grad?.elements ?? [], [0, 0, 0, 0, -0.2689414213699951, 0.2689414213699951])
        let yesNo = leaf(Tensor([200, -200, 200, -200]))
        let binary = binaryCrossEntropyWithLogits(yesNo, Tensor([1, 1, 0, 0]), reduction: .none)
        #expect(binary.elements == [0, 200, 200, 0])
        binary.backward(gradient: Tensor.ones([4]))
        expectClose(yesNo.grad?.elements ?? [], [0, -1, 1, 0])
    }

    @Test("nothing is kept where no gradient is wanted") func noGradient() {
        #expect(crossEntropy(noise([2, 3], 1), [0, 1]).gradientFunction == nil)
        #expect(noGrad { mseLoss(leaf(noise([2], 1)), noise([2], 2)) }.gradientFunction == nil)
    }

    @Test("labels that cannot be name themselves and their place", arguments: [
        ([0, 21, 3], [3], "knows 21 classes, 0…20, got the label 21 at [1] (ignoreIndex: 21 would leave it out)"),
        ([0, 1, 2, 3, -1, 5], [1, 2, 3], "knows 21 classes, 0…20, got the label -1 at [0, 1, 1] (ignoreIndex: -1 would leave it out)"),
        ([0, 1], [3], "expects 3 labels, one for each place of [3], got 2"),
    ])
    func wrongLabels(labels: [Int], places: [Int], reason: String) {
        #expect(throws: ClassLabels.Mistake(reason: reason)) {
            try ClassLabels(labels, shape: places, classCount: 21, ignored: 255)
        }
    }

    @Test("labels that are no whole numbers") func brokenLabels() {
        for (label, text) in [(Float(0.5), "0.5"), (.nan, "nan"), (1e30, "1e+30")] {
            #expect(throws: ClassLabels.Mistake(reason: "expects labels that are whole numbers, got \(text) at [0, 1]")) {
                try ClassLabels(Tensor([[1, label]]), shape: [1, 2], classCount: 3, ignored: -100)
            }
        }
    }

    @Test("shapes that do not fit are named, with the line") func shapes() async {
        let labels = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = CrossEntropyLoss()(noise([2, 3, 4, 4], 1), Tensor.zeros([2, 4]))
        }
        #expect(complaint(labels).contains("crossEntropy expects labels [2, 4, 4], or probabilities [2, 3, 4, 4], got [2, 4]; logits are [2, 3, 4, 4]"))
        #expect(complaint(labels).contains("LossesAgainstPyTorch.swift:\(#line - 4)"))
        let squares = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = mseLoss(Tensor.zeros([8, 1]), Tensor.zeros([8]))
        }
        #expect(complaint(squares).contains("mseLoss expects predictions and targets of one shape, got [8, 1] and [8]"))
    }
}
