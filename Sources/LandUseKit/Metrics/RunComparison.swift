import NotebookDisplay

/// Runs side by side, each with one result or more: ways to train, with a result a seed.
///
///     var comparison = RunComparison()
///     for seed in 1...3 {
///         comparison.add(try evaluate(frozen, on: testLoader), to: "frozen backbone", seconds: 41)
///     }
///     comparison                          // bars of accuracy and macro F1, with their spread; and a table
public struct RunComparison: Sendable, Equatable {
    /// What one run gave.
    public struct Result: Sendable, Equatable {
        /// 0…1
        public var accuracy: Double
        /// Macro F1, 0…1.
        public var f1: Double
        /// How long it took; `nil` where nobody measured.
        public var seconds: Double?

        public init(accuracy: Double, f1: Double, seconds: Double? = nil) {
            self.accuracy = accuracy
            self.f1 = f1
            self.seconds = seconds
        }
    }

    public struct Run: Sendable, Equatable {
        public var name: String
        public var results: [Result]
    }

    /// In the order in which they were added.
    public private(set) var runs: [Run] = []
    public var title: String

    public init(title: String = "Comparison of runs") { self.title = title }

    /// Adds a result to the run of that name; a new name begins a run.
    public mutating func add(_ result: Result, to name: String) {
        if let index = runs.firstIndex(where: { $0.name == name }) {
            runs[index].results.append(result)
        } else {
            runs.append(Run(name: name, results: [result]))
        }
    }

    /// Adds what predictions score. Classes that never occur do not count.
    public mutating func add(_ predictions: Predictions, to name: String, seconds: Double? = nil) {
        add(Result(accuracy: predictions.accuracy, f1: predictions.scores(.macro, zeroDivision: .zero).f1, seconds: seconds), to: name)
    }
}

extension RunComparison: Displayable {
    /// Means, with a whisker of one standard deviation to both sides where a run has several results.
    public var chart: GroupedBarChart {
        GroupedBarChart(
            title: title, valueLabel: "share", groups: runs.map(\.name),
            series: [
                .init("accuracy", samples: runs.map { $0.results.map(\.accuracy) }), .init("macro F1", samples: runs.map { $0.results.map(\.f1) }),
            ], maximum: 1)
    }

    /// A row a run: the mean ± the standard deviation (n − 1) over its results.
    public var table: Table {
        let isTimed = runs.contains { $0.results.contains { $0.seconds != nil } }
        return Table(
            columns: ["run"] + (["results", "accuracy", "macro F1"] + (isTimed ? ["seconds"] : [])).map { Table.Column($0, alignment: .trailing) },
            rows: runs.map { run in
                let seconds = run.results.compactMap(\.seconds)
                return [run.name, String(run.results.count), Self.text(run.results.map(\.accuracy), digits: 4), Self.text(run.results.map(\.f1), digits: 4)]
                    + (isTimed ? [seconds.isEmpty ? "" : Self.text(seconds, digits: 1)] : [])
            }, title: title)
    }

    private static func text(_ numbers: [Double], digits: Int) -> String {
        let mean = numbers.reduce(0, +) / Double(numbers.count), text = Decimal.fixed(mean, digits: digits)
        guard numbers.count > 1 else { return text }
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return text + " ± " + Decimal.fixed((squares / Double(numbers.count - 1)).squareRoot(), digits: digits)
    }

    /// The chart's picture with this value's own table.
    public var mimeBundle: MIMEBundle {
        var bundle = chart.mimeBundle
        let own = table.mimeBundle
        bundle[.plainText] = own[.plainText]
        bundle[.table] = own[.table]
        return bundle
    }
}
