import NotebookDisplay

extension ClassificationReport {
    /// One of a class's scores.
    public enum Score: String, Sendable, CaseIterable {
        case precision, recall
        case f1 = "F1"

        func of(_ scores: ClassScores) -> Double {
            switch self {
            case .precision: scores.precision
            case .recall: scores.recall
            case .f1: scores.f1
            }
        }
    }

    /// One score by class as bars; sorted, the highest first.
    public func chart(of score: Score, isSorted: Bool = false) -> BarChart {
        BarChart(
            title: "\(score.rawValue) by class" + origin, valueLabel: score.rawValue,
            bars: rows(isSorted, by: score).map { .init($0.name, score.of($0)) }, maximum: 1)
    }

    /// Precision, recall and F1 by class, side by side; sorted by F1, the highest first.
    public func chart(isSorted: Bool = false) -> GroupedBarChart {
        let rows = rows(isSorted, by: .f1)
        return GroupedBarChart(
            title: "Precision, recall and F1 by class" + origin, valueLabel: "score", groups: rows.map(\.name),
            series: Score.allCases.map { score in .init(score.rawValue, rows.map(score.of)) }, maximum: 1)
    }

    /// What a title says of pictures that are not real.
    private var origin: String { source?.origin.map { ", pictures \($0)" } ?? "" }

    /// What is no number goes last.
    private func rows(_ isSorted: Bool, by score: Score) -> [ClassScores] {
        guard isSorted else { return classes }
        func key(_ scores: ClassScores) -> Double { score.of(scores).isNaN ? -1 : score.of(scores) }
        return classes.enumerated().sorted { (key($1.element), $0.offset) < (key($0.element), $1.offset) }.map(\.element)
    }
}
