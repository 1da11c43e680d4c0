/// How many of some numbers lie where: pixel values of a band, errors of a model.
public struct Histogram: Displayable, Sendable, Equatable {
    public struct Bin: Sendable, Equatable {
        public var lower: Double
        /// A number on the border belongs to the bin above, the largest one to the last bin.
        public var upper: Double
        public var count: Int
    }

    public var title: String
    /// What the numbers are, with their unit.
    public var valueLabel: String
    public let bins: [Bin]
    /// How many of the numbers were not finite; they lie in no bin.
    public let omitted: Int

    public init(title: String, valueLabel: String = "", values: [Double], bins count: Int = 20) {
        self.title = title
        self.valueLabel = valueLabel
        let finite = values.filter(\.isFinite)
        omitted = values.count - finite.count
        guard let low = finite.min(), let high = finite.max() else {
            bins = []
            return
        }
        let count = low < high ? max(count, 1) : 1
        // Halves first: the difference of two finite numbers need not be finite.
        let width = (high / Double(count)) - (low / Double(count))
        var counts = [Int](repeating: 0, count: count)
        for value in finite { counts[width > 0 ? min(Int(value / width - low / width), count - 1) : 0] += 1 }
        bins = counts.indices.map { index in
            Bin(lower: low + width * Double(index), upper: index == count - 1 ? high : low + width * Double(index + 1), count: counts[index])
        }
    }

    public init(title: String, valueLabel: String = "", values: [some BinaryFloatingPoint], bins: Int = 20) {
        self.init(title: title, valueLabel: valueLabel, values: values.map { Double($0) }, bins: bins)
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: text, alternativeText: summary).adding(.svg, svg).adding(.table, table.tabularDataResource)
    }

    /// The data behind the picture.
    public var table: Table {
        Table(
            columns: [Table.Column("From", alignment: .trailing), Table.Column("To", alignment: .trailing), Table.Column("Count", alignment: .trailing)],
            rows: bins.map { [NumberText.short($0.lower), NumberText.short($0.upper), String($0.count)] }, title: title,
            notes: omitted > 0 ? ["\(omitted) values are no finite numbers."] : [])
    }

    private var summary: String {
        guard let first = bins.first, let last = bins.last, let tallest = bins.max(by: { $0.count < $1.count }) else { return "\(title): no values" }
        let text = NumberText.short
        return "\(title): \(bins.reduce(0) { $0 + $1.count }) values from \(text(first.lower)) to \(text(last.upper)), most of them, \(tallest.count), between \(text(tallest.lower)) and \(text(tallest.upper))"
    }

    private var text: String {
        guard let first = bins.first, let last = bins.last, let most = bins.map(\.count).max() else { return summary }
        return title + "\n" + NumberText.short(first.lower) + "  " + Sparkline.text(bins.map { Double($0.count) }, in: 0...Double(max(most, 1))) + "  "
            + NumberText.short(last.upper)
    }

    private var svg: String {
        let edges = bins.flatMap { [$0.lower, $0.upper] }
        var area = PlotArea(
            title: title, xLabel: valueLabel, yLabel: "count", x: AxisScale(covering: edges, isTight: true, most: 8),
            y: AxisScale(covering: [0] + bins.map { Double($0.count) }, isWhole: true), legend: [], description: summary)
        for bin in bins where bin.count > 0 {
            let from = area.place(.init(bin.lower, Double(bin.count))), to = area.place(.init(bin.upper, 0))
            area.canvas.rectangle(x: from.x + 0.5, y: from.y, width: max(to.x - from.x - 1, 1), height: max(to.y - from.y, 0), style: "bar")
        }
        return area.canvas.document
    }
}
