/// A named row of points in a chart.
public struct ChartSeries: Sendable, Equatable {
    public struct Point: Sendable, Equatable {
        public var x: Double
        public var y: Double
        public init(_ x: Double, _ y: Double) {
            self.x = x
            self.y = y
        }

        var isFinite: Bool { x.isFinite && y.isFinite }
    }

    public var name: String
    public var points: [Point]

    public init(_ name: String, points: [Point]) {
        self.name = name
        self.points = points
    }

    /// Values at 1, 2, 3 …: one an epoch, say.
    public init(_ name: String, _ values: [Double]) {
        self.init(name, points: values.enumerated().map { Point(Double($0 + 1), $1) })
    }

    /// Values at 1, 2, 3 …
    public init(_ name: String, _ values: [some BinaryFloatingPoint]) {
        self.init(name, values.map { Double($0) })
    }
}

extension [ChartSeries] {
    /// More rows than these are thinned out: they are there to be read.
    private static var mostRows: Int { 200 }

    /// A row of the table: a place on the horizontal axis, where a series may have several points.
    private struct Place: Hashable {
        var x: Double
        var number: Int
    }

    /// The points as a table: a row for each place on the horizontal axis, a column for each series. What has no place, in
    /// the picture either, is left out.
    func table(title: String, xLabel: String) -> Table {
        var rows: [Place: [String]] = [:]
        for (column, series) in enumerated() {
            var numbers: [Double: Int] = [:]
            for point in series.points where point.x.isFinite {
                let place = Place(x: point.x, number: numbers[point.x, default: 0])
                numbers[point.x] = place.number + 1
                rows[place, default: Array<String>(repeating: "", count: count)][column] = NumberText.short(point.y)
            }
        }
        let places = rows.keys.sorted { ($0.x, $0.number) < ($1.x, $1.number) }, stride = (places.count + Self.mostRows - 1) / Self.mostRows
        let shown = places.enumerated().filter { stride < 2 || $0.offset % stride == 0 || $0.offset == places.count - 1 }.map(\.element)
        return Table(
            columns: [Table.Column(xLabel.isEmpty ? "x" : xLabel, alignment: .trailing)] + map { Table.Column($0.name, alignment: .trailing) },
            rows: shown.map { [NumberText.short($0.x)] + (rows[$0] ?? []) }, title: title,
            notes: shown.count < places.count ? ["Every \(stride)th of \(places.count) rows."] : [])
    }
}
