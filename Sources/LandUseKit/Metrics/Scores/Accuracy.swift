/// The share of predictions that are right (scikit-learn's `accuracy_score`), 0…1.
///
/// - Parameters:
///   - labels: the right classes
///   - predicted: as many
public func accuracyScore(
    labels: [Int], predicted: [Int], file: StaticString = #fileID, line: UInt = #line
) -> Double {
    // Any codes can be compared: there is nothing to be named.
    LabelPairs.checkSizes("accuracyScore", labels, predicted, file, line)
    return Double(zip(labels, predicted).count { $0 == $1 }) / Double(labels.count)
}

/// The share of labels that are among the `k` classes with the highest scores (scikit-learn's `top_k_accuracy_score`),
/// 0…1. Of classes with equal scores, the later one goes first, as there; so a tie at the top may be right here and wrong
/// in `accuracyScore`, for `argmax` takes the first.
///
/// - Parameters:
///   - labels: the right classes, N of them
///   - scores: logits or probabilities, `[N, C]`
///   - k: how many guesses a picture has; with C or more, all are right
public func topKAccuracy(
    labels: [Int], scores: Tensor, k: Int, file: StaticString = #fileID, line: UInt = #line
) -> Double {
    guard scores.rank == 2, scores.shape[0] == labels.count, !labels.isEmpty else {
        fail("topKAccuracy expects scores [N, C] for the N labels, got \(scores.shape) for \(labels.count)", file, line)
    }
    guard k > 0 else { fail("topKAccuracy needs at least one guess a picture, got k: \(k)", file, line) }
    let classCount = scores.shape[1], elements = scores.elements
    if let index = labels.firstIndex(where: { !(0..<classCount).contains($0) }) {
        fail("topKAccuracy knows \(classCount) classes, 0…\(classCount - 1), got the label \(labels[index]) at [\(index)]", file, line)
    }
    if let index = elements.firstIndex(where: \.isNaN) {
        fail("topKAccuracy: the scores of picture \(index / classCount) are no numbers (NaN), and have no order", file, line)
    }
    let hits = labels.enumerated().count { row, label in
        let scores = elements[row * classCount..<(row + 1) * classCount], own = scores[scores.startIndex + label]
        // As many stand before the label as have a higher score, or the same and a later place.
        let before = scores.enumerated().count { $0.element > own || ($0.element == own && $0.offset > label) }
        return before < k
    }
    return Double(hits) / Double(labels.count)
}
