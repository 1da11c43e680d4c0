import NotebookDisplay

/// How often each class was taken for which (scikit-learn's `confusion_matrix`): a row for each true class, a column
/// for each predicted one.
///
///     let matrix = ConfusionMatrix(labels: [0, 1, 1], predicted: [0, 0, 1], classes: ["forest", "river"])
///     matrix                              // shows the counts
///     matrix.normalized()                 // shows what became of each true class, in per cent
public struct ConfusionMatrix: Sendable, Equatable {
    /// What the counts are divided by (scikit-learn's `normalize`).
    public enum Normalization: String, Sendable {
        /// The number of labels of the row's class: recall stands on the diagonal.
        case trueClass
        /// The number of predictions of the column's class: precision stands on the diagonal.
        case predictedClass
        /// The number of all.
        case all
    }

    /// The names, in the order of rows and columns.
    public let classes: [String]
    /// `counts[true class][predicted class]`
    public let counts: [[Int]]
    /// `nil` for the counts themselves.
    public let normalization: Normalization?
    /// Where the pictures come from, where that is known.
    var source: DataSource?

    /// - Parameters:
    ///   - labels: the right classes
    ///   - predicted: as many
    ///   - classes: their names; without them, their numbers
    public init(
        labels: [Int], predicted: [Int], classes: [String]? = nil, file: StaticString = #fileID, line: UInt = #line
    ) {
        let pairs = LabelPairs("ConfusionMatrix", labels: labels, predicted: predicted, classes: classes, file, line)
        var counts = [[Int]](repeating: [Int](repeating: 0, count: pairs.names.count), count: pairs.names.count)
        for (label, predicted) in zip(labels, predicted) { counts[label][predicted] += 1 }
        self.init(classes: pairs.names, counts: counts, normalization: nil)
    }

    private init(classes: [String], counts: [[Int]], normalization: Normalization?) {
        self.classes = classes
        self.counts = counts
        self.normalization = normalization
    }

    /// The same with shares, 0…1, in place of counts.
    public func normalized(over normalization: Normalization = .trueClass) -> ConfusionMatrix {
        var matrix = ConfusionMatrix(classes: classes, counts: counts, normalization: normalization)
        matrix.source = source
        return matrix
    }

    /// The counts, or the shares where it is normalised; a class without labels, or predictions, has zeros.
    public var values: [[Double]] {
        let total = counts.joined().reduce(0, +)
        let columns = classes.indices.map { column in counts.reduce(0) { $0 + $1[column] } }
        return counts.map { row in
            let sum = row.reduce(0, +)
            return row.enumerated().map { column, count in
                let divisor = switch normalization {
                case nil: 1
                case .trueClass: sum
                case .predictedClass: columns[column]
                case .all: total
                }
                return divisor == 0 ? 0 : Double(count) / Double(divisor)
            }
        }
    }

    /// A pair of classes that were mixed up.
    public struct Confusion: Sendable, Equatable {
        public var trueClass: String
        public var predictedClass: String
        public var count: Int
        /// Of the labels of the true class, 0…1.
        public var share: Double
    }

    /// The pairs that were mixed up most often, the most frequent first.
    public func mostConfused(_ most: Int = 5) -> [Confusion] {
        let confusions = counts.enumerated().flatMap { row, counts in
            let sum = counts.reduce(0, +)
            return counts.enumerated().filter { $0.offset != row && $0.element > 0 }.map { column, count in
                Confusion(trueClass: classes[row], predictedClass: classes[column], count: count, share: Double(count) / Double(sum))
            }
        }
        // Sorting keeps no order of its own among equals: the matrix's goes.
        return confusions.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .prefix(max(most, 0)).map(\.element)
    }
}
