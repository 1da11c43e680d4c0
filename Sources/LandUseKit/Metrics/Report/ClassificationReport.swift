import NotebookDisplay

/// Precision, recall, F1 and support by class, with their averages (scikit-learn's `classification_report`).
///
///     ClassificationReport(labels: [0, 1, 1], predicted: [0, 0, 1], classes: ["forest", "river"])
///
/// As text it is scikit-learn's table to the letter; in a report, a table.
public struct ClassificationReport: Sendable, Equatable {
    /// Of the classes that have scores, in order.
    public let classes: [ClassScores]
    /// The share of predictions that are right, 0…1.
    public let accuracy: Double
    /// Every class counts the same.
    public let macroAverage: AveragedScores
    /// Every picture counts the same.
    public let weightedAverage: AveragedScores
    /// Of all counts together: the accuracy, unless some of the classes were left out.
    public let microAverage: AveragedScores
    /// How many decimals are shown.
    public var digits: Int
    /// What was divided by zero and set to 0, and which classes have no scores.
    public let remarks: [String]
    /// Whether no prediction and no label is of another class.
    let coversAll: Bool
    /// Where the pictures come from, where that is known.
    var source: DataSource?

    /// - Parameters:
    ///   - labels: the right classes
    ///   - predicted: as many
    ///   - classes: their names; without them, their numbers
    ///   - scored: which classes have a row and count in averages; by default those that occur
    ///   - zeroDivision: what a score is that would divide by zero
    ///   - digits: how many decimals are shown
    public init(
        labels: [Int], predicted: [Int], classes: [String]? = nil, over scored: ScoredClasses = .occurring,
        zeroDivision: ZeroDivision = .warn, digits: Int = 2, file: StaticString = #fileID, line: UInt = #line
    ) {
        let pairs = LabelPairs("ClassificationReport", labels: labels, predicted: predicted, classes: classes, file, line)
        guard (0...15).contains(digits) else { fail("ClassificationReport shows 0 to 15 decimals, got digits: \(digits)", file, line) }
        let calculation = ScoreCalculation("ClassificationReport", pairs, over: scored, zeroDivision: zeroDivision, file, line)
        let chosen = Set(calculation.chosen)
        self.classes = calculation.byClass
        accuracy = Double(zip(labels, predicted).count { $0 == $1 }) / Double(labels.count)
        macroAverage = calculation.averaged(.macro)
        weightedAverage = calculation.averaged(.weighted)
        microAverage = calculation.averaged(.micro)
        self.digits = digits
        coversAll = zip(labels, predicted).allSatisfy { chosen.contains($0) && chosen.contains($1) }
        let absent = scored == .occurring ? pairs.names.indices.filter { !chosen.contains($0) && classes != nil }.map { pairs.names[$0] } : []
        remarks = calculation.remarks
            + (absent.isEmpty ? [] : ["Neither labels nor predictions: \(absent.joined(separator: ", ")); not in the averages (see over:)."])
    }

    /// The scores of a class, by its name; `nil` where it has none.
    public subscript(name: String) -> ClassScores? { classes.first { $0.name == name } }

    /// The averages of one kind.
    public func averaged(_ average: Average) -> AveragedScores {
        switch average {
        case .macro: macroAverage
        case .weighted: weightedAverage
        case .micro: microAverage
        }
    }
}
