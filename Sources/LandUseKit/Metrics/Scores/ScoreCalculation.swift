/// Precision, recall and F-score as scikit-learn's `precision_recall_fscore_support` defines them.
struct ScoreCalculation {
    let pairs: LabelPairs
    /// Of every class.
    let counts: [ClassCounts]
    /// The classes that have scores.
    let chosen: [Int]
    let zeroDivision: ZeroDivision
    let beta: Double

    init(
        _ operation: String, _ pairs: LabelPairs, over classes: ScoredClasses, zeroDivision: ZeroDivision, beta: Double = 1,
        _ file: StaticString, _ line: UInt
    ) {
        guard beta > 0, beta.isFinite else { fail("\(operation): beta must be a positive number, got \(beta)", file, line) }
        self.pairs = pairs
        counts = pairs.counts
        chosen = classes.indices(of: counts, operation, file, line)
        self.zeroDivision = zeroDivision
        self.beta = beta
    }

    private typealias Scores = (precision: Double, recall: Double, f1: Double, fScore: Double)

    private func scores(_ counts: ClassCounts) -> Scores {
        let right = Double(counts.right), predicted = Double(counts.predicted), support = Double(counts.support)
        func fScore(_ square: Double) -> Double { zeroDivision.ratio((1 + square) * right, square * support + predicted) }
        return (zeroDivision.ratio(right, predicted), zeroDivision.ratio(right, support), fScore(1), fScore(beta * beta))
    }

    /// Of the chosen classes, in their order.
    var byClass: [ClassScores] {
        chosen.map { index in
            let scores = scores(counts[index])
            return ClassScores(
                name: pairs.names[index], index: index, precision: scores.precision, recall: scores.recall, f1: scores.f1, fScore: scores.fScore,
                support: counts[index].support)
        }
    }

    func averaged(_ average: Average) -> AveragedScores {
        let all = chosen.map { counts[$0] }, support = all.reduce(0) { $0 + $1.support }
        func result(_ scores: Scores, _ remarks: [String]) -> AveragedScores {
            AveragedScores(
                precision: scores.precision, recall: scores.recall, f1: scores.f1, fScore: scores.fScore, support: support, remarks: remarks)
        }
        if average == .micro {
            let sum = all.reduce(ClassCounts(), +)
            return result(scores(sum), zeroDivision == .warn ? Self.remarks(sum) : [])
        }
        let scores = all.map(scores), weights = average == .weighted ? all.map { Double($0.support) } : nil
        func mean(_ score: KeyPath<Scores, Double>) -> Double { Self.mean(scores.map { $0[keyPath: score] }, weights: weights) }
        return result((mean(\.precision), mean(\.recall), mean(\.f1), mean(\.fScore)), remarks)
    }

    /// scikit-learn's `_nanaverage`: what is no number does not count, and neither do weights that are all zero.
    static func mean(_ values: [Double], weights: [Double]?) -> Double {
        let kept = values.indices.filter { !values[$0].isNaN }
        guard !kept.isEmpty else { return .nan }
        let sum = kept.reduce(0) { $0 + (weights?[$1] ?? 1) }
        guard sum > 0 else { return kept.reduce(0) { $0 + values[$1] } / Double(kept.count) }
        return kept.reduce(0) { $0 + values[$1] * (weights?[$1] ?? 1) } / sum
    }
}

extension ScoreCalculation {
    /// What scikit-learn warns of, with the classes' names: which scores were divided by zero and set to 0.
    var remarks: [String] {
        guard zeroDivision == .warn else { return [] }
        func names(_ isMeant: (ClassCounts) -> Bool) -> [String] { chosen.filter { isMeant(counts[$0]) }.map { pairs.names[$0] } }
        return [
            Self.remark("Precision", names { $0.predicted == 0 }, "never predicted"),
            Self.remark("Recall", names { $0.support == 0 }, "not among the labels"),
            Self.remark("F-score", names { $0.predicted + $0.support == 0 }, "neither predicted nor among the labels"),
        ].compactMap { $0 }
    }

    private static func remark(_ score: String, _ names: [String], _ reason: String) -> String? {
        guard !names.isEmpty else { return nil }
        let rest = names.count - mostNamed
        let list = names.prefix(mostNamed).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
        return "\(score) is ill-defined and set to 0 for \(list): \(reason) (see zeroDivision)."
    }

    /// A remark is there to be read.
    private static let mostNamed = 8

    /// Of all classes' counts together.
    private static func remarks(_ sum: ClassCounts) -> [String] {
        [
            sum.predicted == 0 ? "Precision is ill-defined and set to 0: none of these classes was predicted (see zeroDivision)." : nil,
            sum.support == 0 ? "Recall is ill-defined and set to 0: none of these classes is among the labels (see zeroDivision)." : nil,
        ].compactMap { $0 }
    }
}
