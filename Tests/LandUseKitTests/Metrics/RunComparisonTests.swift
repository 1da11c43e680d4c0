import Testing
@testable import LandUseKit

@Suite struct RunComparisonTests {
    @Test func `a run's results become a mean and its spread`() {
        var comparison = RunComparison(title: "Ways")
        for (accuracy, seconds) in [(0.5, 10.0), (0.75, 12), (1, 14)] { comparison.add(.init(accuracy: accuracy, f1: 0.5, seconds: seconds), to: "frozen") }
        comparison.add(.init(accuracy: 0.25, f1: 0.125), to: "scratch")
        #expect(comparison.table.rows == [
            ["frozen", "3", "0.7500 ± 0.2500", "0.5000", "12 ± 2"], ["scratch", "1", "0.2500", "0.1250", ""],
        ])
        #expect(comparison.chart.series.map(\.values) == [[0.75, 0.25], [0.5, 0.125]])
        #expect(comparison.mimeBundle.representations.map(\.type) == [.svg, .plainText, .table, .reproducible])
        // Without what no two runs have in common.
        #expect(comparison.mimeBundle[.reproducible].map { String(decoding: $0, as: UTF8.self).contains("12 ± 2") } == false)
    }

    @Test func `the table has the very numbers of the bars`() {
        var comparison = RunComparison()
        // Half of the last decimal: one may round it up, another down.
        for share in [1.0 / 32, 3.0 / 32, 5.0 / 32] { comparison.add(.init(accuracy: share, f1: 1 / 3.0), to: "\(share)") }
        let shown = comparison.chart.series.map { series in comparison.runs.indices.map(series.text) }
        #expect(comparison.table.rows.map { $0[2] } == shown[0] && comparison.table.rows.map { $0[3] } == shown[1])
        #expect(shown[0] == ["0.0313", "0.0938", "0.1563"])
    }

    @Test func `it says which pictures the results come from`() {
        func predictions(_ source: DataSource) -> Predictions {
            struct One: Dataset {
                var source: DataSource
                var classes: [String] { ["a", "b"] }
                var labels: [Int] { [0] }
                func image(at index: Int) -> Image { Image(height: 1, width: 1, channels: 1, samples: [0]) }
                func name(at index: Int) -> String { "one" }
            }
            return Predictions(labels: [0], logits: Tensor([[1, 0]]), classes: ["a", "b"], dataset: One(source: source))
        }
        var comparison = RunComparison(title: "Ways")
        comparison.add(predictions(DataSource(name: "drawn", isGenerated: true)), to: "one")
        comparison.add(predictions(DataSource(name: "drawn", isGenerated: true)), to: "two")
        #expect(comparison.chart.title == "Ways, pictures drawn by a program")
        #expect(comparison.table.notes == ["Data: drawn. A program drew these pictures: results on them say nothing about real images."])
        comparison.add(predictions(DataSource(name: "taken")), to: "three")
        #expect(comparison.chart.title == "Ways, pictures partly drawn by a program")
        #expect(comparison.table.notes.last == "Data: taken.")
    }

    @Test func `predictions give their accuracy and macro F1`() {
        var comparison = RunComparison()
        comparison.add(Predictions(labels: [0, 1], logits: Tensor([[1, 0], [1, 0]]), classes: ["a", "b"]), to: "run")
        #expect(comparison.runs.map(\.results) == [[.init(accuracy: 0.5, f1: 1.0 / 3)]])
    }
}
