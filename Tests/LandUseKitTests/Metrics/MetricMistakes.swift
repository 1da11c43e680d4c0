import Testing
@testable import LandUseKit

/// A mistake ends the process here (a cell, in a notebook), so each is made in a process of its own.
@Suite struct MetricMistakes {
    private func expectFailure(_ message: String, line: Int, _ run: () async -> ExitTest.Result?) async {
        let words = String(decoding: await run()?.standardErrorContent ?? [], as: UTF8.self)
        #expect(words.contains(message), "\(words)")
        #expect(words.contains("MetricMistakes.swift:\(line)"), "\(words)")
    }

    @Test func `sizes that differ`() async {
        await expectFailure("accuracyScore compares pairs: it needs as many predicted classes as labels, got 1 and 2", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = accuracyScore(labels: [0, 1], predicted: [0]) }
        }
    }

    @Test func `nothing at all`() async {
        await expectFailure("ConfusionMatrix needs at least one label, got none: is the dataset empty?", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = ConfusionMatrix(labels: [], predicted: []) }
        }
    }

    @Test func `a label outside the classes`() async {
        await expectFailure("ClassificationReport knows 2 classes, 0…1, got the label 2 at [1]", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = ClassificationReport(labels: [0, 2], predicted: [0, 0], classes: ["a", "b"]) }
        }
        await expectFailure("ConfusionMatrix knows 2 classes, 0…1, got the predicted class -1 at [0]", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = ConfusionMatrix(labels: [1], predicted: [-1]) }
        }
        await expectFailure("topKAccuracy knows 2 classes, 0…1, got the label 2 at [0]", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = topKAccuracy(labels: [2], scores: Tensor([[0, 1]]), k: 1) }
        }
    }

    @Test func `codes of another kind than classes, without their names`() async {
        await expectFailure("ConfusionMatrix: the label 50011 would make as many classes; name them (classes:), or map the codes to 0, 1, 2 …", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = ConfusionMatrix(labels: [5001, 50011], predicted: [0, 1]) }
        }
        await expectFailure("ClassificationReport: the label \(Int.max) would make as many classes", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = ClassificationReport(labels: [0], predicted: [.max]) }
        }
        // Nothing has to be named there.
        #expect(accuracyScore(labels: [50011, 5001, -1], predicted: [50011, .max, -1]) == 2.0 / 3)
        #expect(ConfusionMatrix(labels: [4095], predicted: [0]).classes.count == 4096)
    }

    @Test func `logits for probabilities`() async {
        await expectFailure("Calibration: confidences are probabilities, 0…1, got 3.5 at [0]; softmax makes them of logits", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Calibration(confidences: [3.5], isRight: [true]) }
        }
        await expectFailure("Predictions: probabilities lie between 0 and 1, got 3.5 for picture 0; logits: takes scores of any size", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Predictions(labels: [0], probabilities: Tensor([[3.5, 0]]), classes: ["a", "b"]) }
        }
    }

    @Test func `an infinite score`() async {
        await expectFailure("Predictions: the logits of picture 1 are infinite", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Predictions(labels: [0, 0], logits: Tensor([[1, -.infinity], [.infinity, 0]]), classes: ["a", "b"]) }
        }
    }

    @Test func `scores of another shape than labels and classes`() async {
        await expectFailure("Predictions expects logits [1, 3] for 1 labels and 3 classes, got [1, 2]", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Predictions(labels: [0], logits: Tensor([[1, 0]]), classes: ["a", "b", "c"]) }
        }
    }

    @Test func `a network with another number of classes than the dataset`() async {
        await expectFailure("evaluate: the model gives [2, 5] for 2 pictures of 3 classes, not [2, 3]; its last layer must put out a score for each class", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = try evaluate(Self.fiveClasses(), on: Self.twoSquares()) }
        }
    }

    private static func fiveClasses() -> Module { Sequential(AdaptiveAvgPool2d(1), Flatten(), Linear(3, 5)) }
    private static func twoSquares() -> DataLoader { DataLoader(Squares(count: 2), batchSize: 2, transform: Compose([ToTensor()])) }

    @Test func `a gallery without pictures`() async {
        await expectFailure("gallery needs the pictures", line: #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Predictions(labels: [0], logits: Tensor([[1, 0]]), classes: ["a", "b"]).gallery() }
        }
    }
}
