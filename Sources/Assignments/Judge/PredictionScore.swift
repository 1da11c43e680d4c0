import Notebook

/// How good predictions are, by the judge's own count.
enum PredictionScore {
    /// - Parameter predicted: as many as labels; `nil` is wrong whatever the label.
    static func value(_ score: CheckOptions.Score, predicted: [Int?], labels: [Int]) -> Double {
        precondition(predicted.count == labels.count && !labels.isEmpty, "every label has a prediction")
        switch score {
        case .accuracy: return Double(rightCount(predicted, labels)) / Double(labels.count)
        case .f1Macro: return macroF1(predicted, labels)
        }
    }

    static func rightCount(_ predicted: [Int?], _ labels: [Int]) -> Int { zip(predicted, labels).count { $0 == $1 } }

    /// scikit-learn's `f1_score(average="macro", zero_division=0)`: the mean over all classes that occur, in the labels
    /// or in the predictions. What is no class counts as one that never is right.
    private static func macroF1(_ predicted: [Int?], _ labels: [Int]) -> Double {
        struct Counts { var right = 0, predicted = 0, actual = 0 }
        var counts: [Int?: Counts] = [:]
        for (prediction, label) in zip(predicted, labels) {
            counts[prediction, default: Counts()].predicted += 1
            counts[label, default: Counts()].actual += 1
            if prediction == label { counts[label, default: Counts()].right += 1 }
        }
        // In one order, so that the sum is rounded the same way each time. Every class occurs, so no divisor is 0.
        let scores = counts.sorted { ($0.key ?? .min) < ($1.key ?? .min) }.map { 2 * Double($0.value.right) / Double($0.value.predicted + $0.value.actual) }
        return scores.reduce(0, +) / Double(scores.count)
    }
}
