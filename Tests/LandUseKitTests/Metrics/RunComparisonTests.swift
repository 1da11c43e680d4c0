import Testing
@testable import LandUseKit

@Suite struct RunComparisonTests {
    @Test func `a run's results become a mean and its spread`() {
        var comparison = RunComparison(title: "Ways")
        for (accuracy, seconds) in [(0.5, 10.0), (0.75, 12), (1, 14)] { comparison.add(.init(accuracy: accuracy, f1: 0.5, seconds: seconds), to: "frozen") }
        comparison.add(.init(accuracy: 0.25, f1: 0.125), to: "scratch")
        #expect(comparison.table.rows == [
            ["frozen", "3", "0.7500 ± 0.2500", "0.5000 ± 0.0000", "12.0 ± 2.0"], ["scratch", "1", "0.2500", "0.1250", ""],
        ])
        #expect(comparison.chart.series.map(\.values) == [[0.75, 0.25], [0.5, 0.125]])
        #expect(comparison.mimeBundle.representations.map(\.type) == [.svg, .plainText, .table])
    }

    @Test func `predictions give their accuracy and macro F1`() {
        var comparison = RunComparison()
        comparison.add(Predictions(labels: [0, 1], logits: Tensor([[1, 0], [1, 0]]), classes: ["a", "b"]), to: "run")
        #expect(comparison.runs.map(\.results) == [[.init(accuracy: 0.5, f1: 1.0 / 3)]])
    }
}
