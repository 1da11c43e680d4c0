import Testing

@testable import NotebookDisplay

@Suite struct ReliabilityDiagramTests {
    @Test func `the words give the bin that is farthest off`() {
        let chart = ReliabilityDiagram(
            bins: [
                .init(lower: 0, upper: 0.5, count: 0, confidence: .nan, accuracy: .nan),
                .init(lower: 0.5, upper: 1, count: 4, confidence: 0.875, accuracy: 0.5),
            ], notes: ["Expected calibration error 0.3750"])
        #expect(
            chart.mimeBundle.alternativeText
                == "Reliability diagram: 4 predictions; farthest off (too sure) where confidence is 0.8750 and accuracy 0.5000, 4 predictions; Expected calibration error 0.3750")
        #expect(chart.table.rows == [["0", "0.5000", "0", "", ""], ["0.5000", "1", "4", "0.8750", "0.5000"]])
        #expect(ReliabilityDiagram(bins: []).mimeBundle.alternativeText == "Reliability diagram: no predictions")
    }
}
