/// How the classes' scores become one (scikit-learn's `average`).
public enum Average: String, Sendable, CaseIterable {
    /// The plain mean: every class counts the same, however few pictures it has.
    case macro
    /// The mean weighted with support: every picture counts the same. Recall is the accuracy then, so that a class with
    /// few pictures may be missed altogether and hardly show.
    case weighted
    /// Of all classes' counts together. Over all classes, precision, recall and F-score all are the accuracy.
    case micro
}

/// Which classes have scores and count in averages (scikit-learn's `labels`).
public enum ScoredClasses: Sendable, Equatable {
    /// Those that occur among the labels or the predictions, as in scikit-learn where nothing is said.
    case occurring
    /// Every class that has a name, though it never occurs (`labels=range(len(classes))`).
    case all
    /// These, in this order.
    case only([Int])

    func indices(of counts: [ClassCounts], _ operation: String, _ file: StaticString, _ line: UInt) -> [Int] {
        switch self {
        case .occurring: return counts.indices.filter { counts[$0].support + counts[$0].predicted > 0 }
        case .all: return Array(counts.indices)
        case .only(let chosen):
            guard !chosen.isEmpty, Set(chosen).count == chosen.count, chosen.allSatisfy(counts.indices.contains) else {
                fail("\(operation): .only needs different classes of 0…\(counts.count - 1), at least one, got \(chosen)", file, line)
            }
            return chosen
        }
    }
}
