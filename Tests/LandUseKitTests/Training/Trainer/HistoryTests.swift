import NotebookDisplay
import Testing
@testable import LandUseKit

@Suite("A history")
struct HistoryTests {
    private static func epoch(_ number: Int, _ accuracy: Double?, _ loss: Double? = 1, seconds: Double = 2) -> History.Epoch {
        History.Epoch(
            number: number, trainLoss: 2 / Double(number), trainAccuracy: 0.1 * Double(number), validationLoss: accuracy == nil ? nil : loss,
            validationAccuracy: accuracy, learningRates: [0.1 + 0.2, 1e-5], seconds: seconds, imagesPerSecond: 31.4)
    }

    private static func history(_ accuracies: Double?...) -> History {
        History(epochs: accuracies.enumerated().map { epoch($0 + 1, $1) })
    }

    static let texts: [History] = {
        var odd = history(0.5, nil, 1.0 / 3)
        odd.epochs[0].validationLoss = .nan
        odd.epochs[1].trainLoss = .infinity
        odd.epochs[2].learningRates = []
        odd.ending = .stoppedEarly(EarlyStopping(patience: 7, minimumImprovement: 1e-3, of: .validationAccuracy))
        odd.preparationSeconds = 0.1
        odd.notes = ["features of 3 pictures; 100 % – “once”", ""]
        var done = history(0.9)
        done.ending = .completed
        done.data = "Data: UC Merced Land Use."
        return [History(), done, odd]
    }()

    @Test("comes back from its text to the bit", arguments: texts) func roundTrip(history: History) throws {
        let read = try #require(History(text: history.text))
        // A NaN is not equal to itself.
        #expect(read.text == history.text && "\(read.epochs)" == "\(history.epochs)")
        #expect(read.notes == history.notes && read.data == history.data && read.ending == history.ending && read.preparationSeconds == history.preparationSeconds)
    }

    @Test("is not read from other text", arguments: [
        "", "history", "landuse-history 2\nending completed", "landuse-history 1\nending never", "landuse-history 1\nending stopped-early 0 0.0 validation loss",
        "landuse-history 1\nepoch 1 2 3", "landuse-history 1\nepoch 1 - 0.1 - - 1 2 0.1", "landuse-history 1\nepoch 1 1 0.1 x - 1 2 0.1",
        "landuse-history 1\nepoch 1 1 0.1 - - 1 2 0.1,fast", "landuse-history 1\nfact 3", "landuse-history 1\nending",
    ]) func refused(text: String) { #expect(History(text: text) == nil) }

    @Test("knows the best epoch, and when there was little to gain") func best() {
        #expect(History().best == nil && History().convergence() == nil)
        #expect(Self.history(0.5, 0.8, 0.8, 0.7).best?.number == 2)
        #expect(Self.history(nil, nil).best?.number == 2)
        // Of equals, the one with less doubt.
        #expect(History(epochs: [Self.epoch(1, 0.8, 0.7), Self.epoch(2, 0.8, 0.6), Self.epoch(3, 0.7, 0.1)]).best?.number == 2)
        var history = Self.history(0.5, 0.90, 0.91, 0.89)
        history.preparationSeconds = 10
        #expect(history.convergence()?.number == 2 && history.convergence(within: 0)?.number == 3)
        #expect(history.convergence().map(history.seconds(through:)) == 14 && history.seconds == 18)
    }

    static let rules: [([Double?], EarlyStopping.Quantity, Double, Int?)] = [
        // Losses, the quantity, the improvement asked for, and after how many epochs a patience of two ends.
        ([1, 0.9, 0.8, 0.7], .validationLoss, 0, nil),
        ([1, 1, 1, 1], .validationLoss, 0, 3),
        ([1, 0.9, 0.95, 0.85, 0.9, 0.86], .validationLoss, 0, 6),
        ([1, 0.95, 0.93, 0.5], .validationLoss, 0.1, 3),
        ([1, .nan, .nan, 0.5], .validationLoss, 0, 3),
        ([.nan, .nan, 0.5], .validationLoss, 0, 2),
        ([1, 2, 3], .trainLoss, 0, nil),
        ([1, 2, 3], .validationAccuracy, 0, 3),
    ]

    @Test("tells when a training is to stop", arguments: rules)
    func earlyStopping(losses: [Double?], quantity: EarlyStopping.Quantity, improvement: Double, expected: Int?) {
        let epochs = losses.enumerated().map { Self.epoch($0 + 1, 0.5, $1) }
        let rule = EarlyStopping(patience: 2, minimumImprovement: improvement, of: quantity)
        #expect((1...epochs.count).first { rule.isReached(after: Array(epochs.prefix($0))) } == expected)
    }

    @Test("is shown as two charts and a table") func shown() {
        let history = Self.texts[1], text = history.description
        #expect(history.mimeBundle[.gallery] != nil)
        #expect(text.hasPrefix("1 epoch in 2.0 s; best: epoch 1, validation accuracy 90.0 %, validation loss 1.0000\nLoss\n"))
        #expect(text.contains("    1      2.0000    10.0     1.0000    90.0  0.3, 1e-05      2.0        31"))
        #expect(History().description.contains("no values yet"))
    }

    @Test("is compared with others") func compared() {
        var fast = Self.history(0.90, 0.91)
        fast.preparationSeconds = 3
        let comparison = History.comparison(of: ["frozen": fast, "fine-tuned": Self.history(0.5, 0.7, 0.95), "none": History()])
        #expect(comparison.table.rows == [
            ["frozen", "91.0", "1.0000", "2", "1", "5.0", "2", "7.0"],
            ["fine-tuned", "95.0", "1.0000", "3", "3", "6.0", "3", "6.0"],
            ["none", "no epoch yet"],
        ])
        #expect(comparison.accuracyChart.series.map(\.name) == ["frozen", "fine-tuned", "none"])
        #expect(comparison.accuracyChart.title == "Validation accuracy")
        let mixed = History.comparison(of: [(name: "a", history: Self.history(nil)), (name: "b", history: fast)])
        #expect(mixed.lossChart.title == "Training loss" && mixed.table.notes[0].contains("training set"))
        // All by the same, even those that have a validation.
        #expect(mixed.table.rows == [
            ["a", "10.0", "2.0000", "1", "1", "2.0", "1", "2.0"],
            ["b", "20.0", "1.0000", "2", "2", "7.0", "2", "7.0"],
        ])
        #expect(mixed.accuracyChart.series[1].points.map(\.y) == [10, 20])
    }
}
