/// Points by two numbers, each series in its own colour and shape: features of classes, predicted against true.
///
/// In a report it is an SVG picture with its data as a table.
public struct ScatterChart: Displayable, Sendable, Equatable {
    public var title: String
    public var xLabel: String
    public var yLabel: String
    public var series: [ChartSeries]

    public init(title: String, xLabel: String = "", yLabel: String = "", series: [ChartSeries]) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.series = series
    }

    /// More points of a series than these are thinned out in the picture and in its table.
    private static let mostPoints = 2000
    private static let mostRows = 200

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: summary, alternativeText: summary).adding(.svg, svg).adding(.table, table.tabularDataResource)
    }

    /// The data behind the picture.
    public var table: Table {
        let all = series.flatMap { series in series.points.map { (series.name, $0) } }
        let rows = Self.thinned(all, most: Self.mostRows).map { [$0, NumberText.short($1.x), NumberText.short($1.y)] }
        return Table(
            columns: [
                "Series", Table.Column(xLabel.isEmpty ? "x" : xLabel, alignment: .trailing), Table.Column(yLabel.isEmpty ? "y" : yLabel, alignment: .trailing),
            ], rows: rows, title: title, notes: rows.count < all.count ? ["\(rows.count) of \(all.count) points."] : [])
    }

    private var summary: String {
        let parts = series.map { series -> String in
            let points = series.points.filter(\.isFinite), xs = points.map(\.x), ys = points.map(\.y)
            guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else { return "\(series.name) without points" }
            let (x, y) = (xLabel.isEmpty ? "x" : xLabel, yLabel.isEmpty ? "y" : yLabel), text = NumberText.short
            return "\(series.name): \(points.count) points, \(x) \(text(left)) to \(text(right)), \(y) \(text(low)) to \(text(high))"
        }
        return ([title] + parts).joined(separator: "; ")
    }

    private var svg: String {
        let points = series.flatMap(\.points).filter(\.isFinite)
        var area = PlotArea(
            title: title, xLabel: xLabel, yLabel: yLabel, x: AxisScale(covering: points.map(\.x), most: 8), y: AxisScale(covering: points.map(\.y)),
            legend: series.map(\.name), hasLines: false, description: summary)
        for (index, series) in series.enumerated() {
            for point in Self.thinned(series.points.filter(\.isFinite), most: Self.mostPoints) {
                area.canvas.path(ChartPalette.marker(index, at: area.place(point), radius: 3.5), style: "dot " + ChartPalette.fill(index))
            }
        }
        return area.canvas.document
    }

    /// So many elements at most, evenly taken.
    private static func thinned<Element>(_ elements: [Element], most: Int) -> [Element] {
        guard elements.count > most else { return elements }
        return (0..<most).map { elements[$0 * elements.count / most] }
    }
}
