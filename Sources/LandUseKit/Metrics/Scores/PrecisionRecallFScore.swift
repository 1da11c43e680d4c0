import NotebookDisplay

/// Precision, recall and F-score over the classes (scikit-learn's `precision_recall_fscore_support` with an `average`).
///
///     let macro = precisionRecallFScore(labels: [0, 1, 1], predicted: [0, 0, 1], average: .macro)
///     macro.recall                        // 0.75; with .weighted it is the accuracy, 0.67
///
/// - Parameters:
///   - labels: the right classes
///   - predicted: as many
///   - average: how classes count
///   - classes: the names, for remarks
///   - scored: which classes count
///   - beta: how many times recall counts as much as precision
public func precisionRecallFScore(
    labels: [Int], predicted: [Int], average: Average, classes: [String]? = nil, over scored: ScoredClasses = .occurring,
    beta: Double = 1, zeroDivision: ZeroDivision = .warn, file: StaticString = #fileID, line: UInt = #line
) -> AveragedScores {
    let pairs = LabelPairs("precisionRecallFScore", labels: labels, predicted: predicted, classes: classes, file, line)
    return ScoreCalculation("precisionRecallFScore", pairs, over: scored, zeroDivision: zeroDivision, beta: beta, file, line).averaged(average)
}

/// The same class by class (scikit-learn's `average=None`).
public func precisionRecallFScore(
    labels: [Int], predicted: [Int], classes: [String]? = nil, over scored: ScoredClasses = .occurring, beta: Double = 1,
    zeroDivision: ZeroDivision = .warn, file: StaticString = #fileID, line: UInt = #line
) -> [ClassScores] {
    let pairs = LabelPairs("precisionRecallFScore", labels: labels, predicted: predicted, classes: classes, file, line)
    return ScoreCalculation("precisionRecallFScore", pairs, over: scored, zeroDivision: zeroDivision, beta: beta, file, line).byClass
}

extension AveragedScores: Displayable, CustomStringConvertible {
    public var description: String {
        let scores = [("precision", precision), ("recall", recall), ("F-score", fScore)]
        return (["\(scores.map { "\($0.0) \(Decimal.fixed($0.1, digits: 4))" }.joined(separator: ", ")), support \(support)"] + remarks)
            .joined(separator: "\n")
    }

    public var mimeBundle: MIMEBundle { MIMEBundle(plain: description) }
}
