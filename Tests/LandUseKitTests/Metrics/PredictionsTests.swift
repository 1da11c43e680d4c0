import Foundation
import NotebookDisplay
import Testing
@testable import LandUseKit

@Suite struct PredictionsTests {
    /// Of squares: 0, 1 and 2 right, 3 surely wrong, 4 hardly wrong.
    private static func predictions(side: Int = 8, broken: Int? = nil) -> Predictions {
        let dataset = Squares(count: 5, side: side, broken: broken)
        let probabilities = Tensor([[0.5, 0.25, 0.25], [0.25, 0.75, 0], [0, 0.125, 0.875], [0.125, 0.875, 0], [0.5, 0.375, 0.125]])
        return Predictions(labels: dataset.labels, probabilities: probabilities, classes: dataset.classes, dataset: dataset)
    }

    private static func captions(_ gallery: Gallery) -> [String] { gallery.items.map(\.caption) }

    @Test func `scores come from the same numbers`() {
        let predictions = Self.predictions()
        #expect(predictions.predicted == [0, 1, 2, 1, 0])
        #expect(predictions.isRight == [true, true, true, false, false])
        #expect(predictions.accuracy == 0.6)
        #expect(predictions.confidences == [0.5, 0.75, 0.875, 0.875, 0.5])
        #expect(predictions.topK(2) == 1)
        #expect(predictions.scores(.weighted).recall == 0.6)
        #expect(predictions.confusionMatrix.counts == [[1, 1, 0], [1, 1, 0], [0, 0, 1]])
        let losses: [Float] = [0.5, 0.75, 0.875, 0.125, 0.375].map { -logf($0) }
        #expect(zip(predictions.losses, losses).allSatisfy { abs($0 - Double($1)) < 1e-6 })
        #expect(predictions.calibration(bins: 1).expectedError == abs(0.6 - 0.7))
    }

    @Test func `a gallery tells right from wrong in words`() {
        #expect(Self.captions(Self.predictions().gallery(count: 4)) == [
            "✓ right: red, 50\u{A0}% (square 0)", "✓ right: green, 75\u{A0}% (square 1)", "✓ right: blue, 88\u{A0}% (square 2)",
            "✗ wrong: taken for green, 88\u{A0}%; is red (square 3)",
        ])
    }

    @Test func `mistakes, those first that the model was surest of`() {
        let predictions = Self.predictions()
        let sure = predictions.gallery(mistakesOnly: true, choosing: .surest), least = predictions.gallery(mistakesOnly: true, count: 1, choosing: .leastSure)
        #expect(Self.captions(sure) == ["✗ wrong: taken for green, 88\u{A0}%; is red (square 3)", "✗ wrong: taken for red, 50\u{A0}%; is green (square 4)"])
        #expect(sure.title == "2 mistakes among 5 pictures, drawn by a program")
        #expect(Self.captions(least) == ["✗ wrong: taken for red, 50\u{A0}%; is green (square 4)"])
        #expect(least.title == "1 of 2 mistakes among 5 pictures, drawn by a program")
    }

    @Test func `without mistakes there is nothing to show, and it says so`() {
        let dataset = Squares(count: 1)
        let predictions = Predictions(labels: [0], logits: Tensor([[1, 0, 0]]), classes: dataset.classes, dataset: dataset)
        #expect(predictions.gallery(mistakesOnly: true).title == "No mistakes: all 1 pictures are right, drawn by a program")
    }

    @Test func `large pictures are scaled down, and one that cannot be read says why`() throws {
        let gallery = Self.predictions(side: 300, broken: 1).gallery(count: 2, longestSide: 20)
        let text = String(decoding: try #require(gallery.mimeBundle[.plainText]), as: UTF8.self)
        #expect(text.contains("[picture 20×20: square 0: red, drawn by a program]"))
        #expect(Self.predictions(broken: 0).gallery(count: 1).mimeBundle[.plainText].map { String(decoding: $0, as: UTF8.self) }?.contains("(cannot be shown: Broken())") == true)
        #expect(Image(height: 300, width: 100, channels: 1, samples: .init(repeating: 0, count: 30_000)).fitting(30).width == 10)
        #expect(Image(height: 3, width: 1, channels: 1, samples: [0, 0, 0]).fitting(30).height == 3)
    }

    @Test func `shown, they give the first numbers to look at and where the pictures come from`() {
        let text = Self.predictions().description
        #expect(text.contains("accuracy: 0.6000") && text.contains("F1, macro: 0.6667") && text.contains("data: squares (drawn by a program)"))
    }

    @Test func `every result says that a program drew the pictures`() {
        let predictions = Self.predictions(), caution = "Data: squares. A program drew these pictures: results on them say nothing about real images."
        func text(_ value: some Displayable) -> String { String(decoding: value.mimeBundle[.plainText] ?? [], as: UTF8.self) }
        let report = predictions.classificationReport()
        #expect(text(report).hasSuffix(caution) && report.remarks.isEmpty)
        #expect(report.chart(of: .recall).title == "recall by class, pictures drawn by a program")
        #expect(report.chart().title == "Precision, recall and F1 by class, pictures drawn by a program")
        #expect(predictions.confusionMatrix.chart.title == "Confusion matrix, pictures drawn by a program")
        #expect(predictions.confusionMatrix.normalized().chart.title == "Confusion matrix, per cent of each true class, pictures drawn by a program")
        #expect(predictions.calibration().chart.notes.last == caution)
        #expect(predictions.gallery().title == "5 pictures, drawn by a program")
    }

    @Test func `real pictures are named, and numbers alone are nobody's`() {
        let real = Predictions(labels: [0, 1], logits: Tensor([[1, 0], [0, 1]]), classes: ["a", "b"])
        #expect(!String(decoding: real.classificationReport().mimeBundle[.plainText] ?? [], as: UTF8.self).contains("Data"))
        #expect(DataSource(name: "UC Merced Land Use").remark == "Data: UC Merced Land Use.")
        #expect(real.confusionMatrix.chart.title == "Confusion matrix")
    }

    @Test func `most confused pairs come first, then those of the matrix's order`() {
        let matrix = ConfusionMatrix(labels: [0, 0, 1, 1, 1, 2], predicted: [1, 1, 0, 2, 1, 1], classes: ["a", "b", "c"])
        #expect(matrix.mostConfused(3).map { "\($0.trueClass)→\($0.predictedClass) \($0.count)" } == ["a→b 2", "b→a 1", "b→c 1"])
        #expect(matrix.mostConfused(1).first?.share == 1)
        #expect(
            matrix.mimeBundle.alternativeText
                == "Confusion matrix: 1 of 6 right (16.7 %), 3 classes; most often mixed up: a taken for b 2 times, b taken for a 1 time, b taken for c 1 time")
    }

    @Test func `bars by class stand in order, or the highest first`() {
        let report = ClassificationReport(labels: [0, 1, 1, 2], predicted: [0, 1, 0, 2], classes: ["a", "b", "c"])
        #expect(report.chart(of: .recall).bars.map(\.value) == [1, 0.5, 1])
        #expect(report.chart(of: .recall, isSorted: true).bars.map(\.label) == ["a", "c", "b"])
        #expect(report.chart(isSorted: true).groups == ["c", "a", "b"])
    }
}
