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

    /// The results under one name.
    public struct Run: Sendable, Equatable {
        public var name: String
        public var results: [Result]
    }

    /// In the order in which they were added.
    public private(set) var runs: [Run] = []
    /// Where the pictures come from on which predictions were made, each once.
    private var sources: [DataSource] = []
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
        if let source = predictions.dataset?.source, !sources.contains(source) { sources.append(source) }
        add(Result(accuracy: predictions.accuracy, f1: predictions.scores(.macro, zeroDivision: .zero).f1, seconds: seconds), to: name)
    }
}

extension RunComparison: Displayable {
    /// Means, with a whisker of one standard deviation to both sides where a run has several results.
    public var chart: GroupedBarChart {
        GroupedBarChart(
            title: title + origin, valueLabel: "share", groups: runs.map(\.name),
            series: [
                .init("accuracy", samples: runs.map { $0.results.map(\.accuracy) }), .init("macro F1", samples: runs.map { $0.results.map(\.f1) }),
            ], maximum: 1)
    }

    /// A row a run: the mean ± the standard deviation (n − 1) over its results, as the chart's bars have them.
    public var table: Table { table(withTimes: isTimed) }

    private var isTimed: Bool { runs.contains { $0.results.contains { $0.seconds != nil } } }

    private func table(withTimes isTimed: Bool) -> Table {
        let seconds = GroupedBarChart.Series("seconds", samples: runs.map { $0.results.compactMap(\.seconds) })
        let columns = chart.series + (isTimed ? [seconds] : [])
        return Table(
            columns: ["run"] + (["results"] + columns.map(\.name)).map { Table.Column($0, alignment: .trailing) },
            rows: runs.enumerated().map { group, run in [run.name, String(run.results.count)] + columns.map { $0.values[group].isNaN ? "" : $0.text(group) } },
            title: title + origin, notes: sources.map(\.remark))
    }

    /// What a title says of pictures that are not real.
    private var origin: String {
        let origins = sources.map(\.origin)
        guard let first = origins.lazy.compactMap(\.self).first else { return "" }
        return ", pictures " + (origins.allSatisfy { $0 == first } ? first : "partly drawn by a program")
    }

    /// The chart's picture with this value's own table.
    public var mimeBundle: MIMEBundle {
        var bundle = chart.mimeBundle
        let own = table.mimeBundle
        bundle[.plainText] = own[.plainText]
        bundle[.table] = own[.table]
        if isTimed { bundle[.reproducible] = table(withTimes: false).mimeBundle[.plainText] }
        return bundle
    }
}
