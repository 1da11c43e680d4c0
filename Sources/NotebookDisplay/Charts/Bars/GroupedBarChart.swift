/// Horizontal bars of several series beside each other in groups: runs by accuracy and F1, classes by precision and recall.
///
///     GroupedBarChart(
///         title: "Transfer learning", valueLabel: "share of 105 pictures", groups: ["frozen", "fine-tuned"],
///         series: [.init("accuracy", samples: [[0.81, 0.83, 0.80], [0.92, 0.90, 0.93]]), .init("F1", samples: …)])
///
/// Series differ in how their bars are filled, not in colour alone. In a report it is an SVG picture with its data as a
/// table; in a terminal, the table.
public struct GroupedBarChart: Displayable, Sendable, Equatable {
    /// One value a group.
    public struct Series: Sendable, Equatable {
        public var name: String
        /// One a group; what is no number has no bar.
        public var values: [Double]
        /// How far each may be off, drawn as a whisker to both sides; empty for none.
        public var spreads: [Double]

        public init(_ name: String, _ values: [Double], spreads: [Double] = []) {
            self.name = name
            self.values = values
            self.spreads = spreads
        }

        /// Several measurements a group, one a seed, say: their mean, with their standard deviation (n − 1) for a spread.
        public init(_ name: String, samples: [[Double]]) {
            let means = samples.map { $0.reduce(0, +) / Double($0.count) }
            let deviations = zip(samples, means).map { samples, mean in
                samples.count < 2 ? .nan : (samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples.count - 1)).squareRoot()
            }
            self.init(name, means, spreads: deviations)
        }

        func value(_ group: Int) -> Double { group < values.count ? values[group] : .nan }

        /// 0 where there is none.
        func spread(_ group: Int) -> Double {
            group < spreads.count && spreads[group].isFinite ? abs(spreads[group]) : 0
        }

        /// A group's value and spread, as the picture and its table have them: "0.8133 ± 0.0153".
        public func text(_ group: Int) -> String {
            let spread = spread(group), value = NumberText.short(value(group))
            return spread > 0 ? value + " ± " + NumberText.short(spread) : value
        }
    }

    public var title: String
    /// What the values are, with their unit.
    public var valueLabel: String
    public var groups: [String]
    public var series: [Series]
    /// The value at the right edge; by default a round number above the largest one.
    public var maximum: Double?

    public init(
        title: String, valueLabel: String = "", groups: [String], series: [Series], maximum: Double? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        if let odd = series.first(where: { $0.values.count != groups.count || ![0, groups.count].contains($0.spreads.count) }) {
            FailureHook.fail(
                "GroupedBarChart needs a value for each of \(groups.count) groups, and as many spreads or none; "
                    + "`\(odd.name)` has \(odd.values.count) and \(odd.spreads.count)", file: file, line: line)
        }
        self.title = title
        self.valueLabel = valueLabel
        self.groups = groups
        self.series = series
        self.maximum = maximum
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: table.alignedText, alternativeText: summary).adding(.svg, GroupedBarDrawing(self, description: summary).document).adding(.table, table.tabularDataResource)
    }

    /// The data behind the picture.
    public var table: Table {
        Table(
            columns: [Table.Column("", alignment: .leading)] + series.map { Table.Column($0.name, alignment: .trailing) },
            rows: groups.enumerated().map { group, name in [name] + series.map { $0.text(group) } }, title: title)
    }

    private static let mostNamed = 8

    /// All of it where that is few words, and the least and the most of each series otherwise.
    private var summary: String {
        if groups.count <= Self.mostNamed {
            let parts = groups.enumerated().map { group, name in "\(name): " + series.map { "\($0.name) \($0.text(group))" }.joined(separator: ", ") }
            return ([title] + (parts.isEmpty ? ["no values"] : parts)).joined(separator: "; ")
        }
        let parts = series.map { series -> String in
            let finite = groups.indices.filter { series.value($0).isFinite }
            guard let low = finite.min(by: { series.value($0) < series.value($1) }), let high = finite.max(by: { series.value($0) < series.value($1) })
            else { return "\(series.name) without values" }
            return "\(series.name) from \(series.text(low)) (\(groups[low])) to \(series.text(high)) (\(groups[high]))"
        }
        return (["\(title): \(groups.count) groups"] + parts).joined(separator: "; ")
    }
}
