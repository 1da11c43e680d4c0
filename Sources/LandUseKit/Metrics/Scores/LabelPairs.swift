/// The right class and the predicted one of each picture, checked once for every metric.
struct LabelPairs {
    let labels: [Int]
    let predicted: [Int]
    /// One a class.
    let names: [String]

    /// Ends the cell where the two do not fit each other, or the classes.
    ///
    /// - Parameters:
    ///   - operation: the metric, for the message.
    ///   - classes: the classes' names; without them, as many as the numbers tell of, and their numbers are their names.
    init(
        _ operation: String, labels: [Int], predicted: [Int], classes: [String]? = nil, _ file: StaticString, _ line: UInt
    ) {
        Self.checkSizes(operation, labels, predicted, file, line)
        let count = classes?.count ?? Self.classCount(operation, largest: max(labels.max() ?? 0, predicted.max() ?? 0), file, line)
        for (kind, numbers) in [("label", labels), ("predicted class", predicted)] {
            guard let index = numbers.firstIndex(where: { !(0..<count).contains($0) }) else { continue }
            let known = count > 0 ? "\(count) classes, 0…\(count - 1)" : "no classes"
            fail("\(operation) knows \(known), got the \(kind) \(numbers[index]) at [\(index)]", file, line)
        }
        self.labels = labels
        self.predicted = predicted
        names = classes ?? (0..<count).map(String.init)
    }

    /// Ends the cell where there are no pairs.
    static func checkSizes(_ operation: String, _ labels: [Int], _ predicted: [Int], _ file: StaticString, _ line: UInt) {
        guard labels.count == predicted.count else {
            fail(
                "\(operation) compares pairs: it needs as many predicted classes as labels, got \(predicted.count) and \(labels.count)",
                file, line)
        }
        guard !labels.isEmpty else { fail("\(operation) needs at least one label, got none: is the dataset empty?", file, line) }
    }

    /// More classes than these are codes of another kind, and a matrix of them would not fit into memory.
    private static let mostUnnamed = 4096

    private static func classCount(_ operation: String, largest: Int, _ file: StaticString, _ line: UInt) -> Int {
        guard largest < mostUnnamed else {
            fail(
                "\(operation): the label \(largest) would make as many classes; name them (classes:), or map the codes to 0, 1, 2 …", file, line)
        }
        return largest + 1
    }

    /// What there is of each class.
    var counts: [ClassCounts] {
        var counts = [ClassCounts](repeating: ClassCounts(), count: names.count)
        for (label, predicted) in zip(labels, predicted) {
            counts[label].support += 1
            counts[predicted].predicted += 1
            if label == predicted { counts[label].right += 1 }
        }
        return counts
    }
}

/// How often a class was right, predicted, and there.
struct ClassCounts: Equatable {
    var right = 0
    var predicted = 0
    var support = 0

    static func + (a: ClassCounts, b: ClassCounts) -> ClassCounts {
        ClassCounts(right: a.right + b.right, predicted: a.predicted + b.predicted, support: a.support + b.support)
    }
}
