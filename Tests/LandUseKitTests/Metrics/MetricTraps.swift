import Testing
@testable import LandUseKit

/// What the metrics hide from those who do not look, as the notebooks show it.
@Suite struct MetricTraps {
    /// 315 pictures of 21 classes, of one of which there are ten, and all taken for that.
    private static let labels = [Int](repeating: 3, count: 10) + (0..<305).map { [0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20][$0 % 20] }
    private static let predicted = [Int](repeating: 3, count: 315)
    private static let classes = (0..<21).map { "class \($0)" }

    @Test func `a precision of 97 % at an accuracy of 3 %`() {
        func precision(_ zeroDivision: ZeroDivision) -> Double {
            precisionRecallFScore(labels: Self.labels, predicted: Self.predicted, average: .weighted, zeroDivision: zeroDivision).precision
        }
        #expect(abs(precision(.one) - 0.9693) < 5e-5)
        #expect(abs(precision(.zero) - 0.0010) < 5e-5)
        #expect(abs(accuracyScore(labels: Self.labels, predicted: Self.predicted) - 0.0317) < 5e-5)
    }

    @Test func `weighted recall is the accuracy, whatever becomes of a small class`() {
        let labels = [Int](repeating: 0, count: 95) + [Int](repeating: 1, count: 5), predicted = [Int](repeating: 0, count: 100)
        func recall(_ average: Average) -> Double { precisionRecallFScore(labels: labels, predicted: predicted, average: average).recall }
        #expect(recall(.weighted) == 0.95)
        #expect(recall(.micro) == 0.95)
        #expect(recall(.macro) == 0.5)
    }

    @Test func `a remark names some of many classes`() {
        let report = ClassificationReport(labels: Self.labels, predicted: Self.predicted, classes: Self.classes)
        #expect(report.remarks == [
            "Precision is ill-defined and set to 0 for class 0, class 1, class 2, class 4, class 5, class 6, class 7, class 8 and 12 more: never predicted (see zeroDivision)."
        ])
    }

    @Test func `a remark names the classes that were divided by zero`() {
        let report = ClassificationReport(labels: [0, 1, 3], predicted: [0, 0, 4], classes: ["a", "b", "c", "d", "e", "f"])
        #expect(report.remarks == [
            "Precision is ill-defined and set to 0 for b, d: never predicted (see zeroDivision).",
            "Recall is ill-defined and set to 0 for e: not among the labels (see zeroDivision).",
            "Neither labels nor predictions: c, f; not in the averages (see over:).",
        ])
        #expect(ClassificationReport(labels: [0, 1], predicted: [0, 0], classes: ["a", "b"], zeroDivision: .zero).remarks.isEmpty)
        let all = ClassificationReport(labels: [0], predicted: [0], classes: ["a", "b"], over: .all)
        #expect(all.remarks.contains("F-score is ill-defined and set to 0 for b: neither predicted nor among the labels (see zeroDivision)."))
        #expect(all.macroAverage.remarks == all.remarks)
    }
}
