/// Lines over an axis, several in one picture: loss and accuracy by epoch.
///
///     var chart = LineChart(title: "Loss", xLabel: "epoch", yLabel: "cross-entropy")
///     for epoch in progress(1...20, "epoch") {
///         chart.append(trainingLoss, to: "training")
///         display(chart, id: "loss")
///     }
///
/// In a report it is an SVG picture with its data as a table; in a terminal, a row of blocks a line.
public struct LineChart: Displayable, Sendable, Equatable {
    public var title: String
    /// What the horizontal axis is: "epoch".
    public var xLabel: String
    /// What the values are, with their unit.
    public var yLabel: String
    public var series: [ChartSeries]
    /// Values that the vertical axis covers beside those of the lines: 0...1 for shares.
    public var yRange: ClosedRange<Double>?
    /// Whose best points are marked.
    private var marks: [Mark] = []

    /// Which point of a line is its best.
    public enum Best: String, Sendable {
        /// Of a loss.
        case lowest
        /// Of an accuracy.
        case highest
    }

    private struct Mark: Sendable, Equatable {
        var name: String
        var best: Best
    }

    public init(title: String, xLabel: String = "", yLabel: String = "", series: [ChartSeries] = []) {
        self.title = title
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.series = series
    }

    /// Adds a value one step to the right of the last; a name that is new begins a series.
    public mutating func append(_ value: some BinaryFloatingPoint, to name: String) {
        if !series.contains(where: { $0.name == name }) { series.append(ChartSeries(name, points: [])) }
        guard let index = series.firstIndex(where: { $0.name == name }) else { return }
        series[index].points.append(.init((series[index].points.last?.x ?? 0) + 1, Double(value)))
    }

    /// Marks the best point of a series, the first where several are equal; as values are appended, the mark follows.
    ///
    ///     chart.markBest(.highest, of: "validation")
    public mutating func markBest(_ best: Best, of name: String) {
        marks.removeAll { $0.name == name }
        marks.append(Mark(name: name, best: best))
    }

    /// The marked points of the series that have any.
    private var bestPoints: [(series: Int, best: Best, point: ChartSeries.Point)] {
        marks.compactMap { mark in
            guard let index = series.firstIndex(where: { $0.name == mark.name }) else { return nil }
            let points = series[index].points.filter(\.isFinite)
            let point = mark.best == .lowest ? points.min { $0.y < $1.y } : points.max { $0.y < $1.y }
            return point.map { (index, mark.best, $0) }
        }
    }

    /// "highest of validation: 0.943 at epoch 17"
    private var bestWords: [String] {
        bestPoints.map { mark in
            let place = (xLabel.isEmpty ? "" : xLabel + " ") + NumberText.short(mark.point.x)
            return "\(mark.best.rawValue) of \(series[mark.series].name): \(NumberText.short(mark.point.y)) at \(place)"
        }
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: text, alternativeText: summary).adding(.svg, svg).adding(.table, table.tabularDataResource)
    }

    /// The data behind the picture.
    public var table: Table {
        var table = series.table(title: title, xLabel: xLabel)
        table.notes += bestWords
        return table
    }

    private var summary: String {
        let axis = xLabel.isEmpty ? "" : "\(xLabel) "
        let lines = series.map { series -> String in
            let points = series.points.filter(\.isFinite)
            guard let first = points.first, let last = points.last, let low = points.map(\.y).min(), let high = points.map(\.y).max() else {
                return "\(series.name) without values"
            }
            let text = NumberText.short
            return "\(series.name) from \(text(first.y)) at \(axis)\(text(first.x)) to \(text(last.y)) at \(axis)\(text(last.x)), between \(text(low)) and \(text(high))"
        }
        return ([title] + (lines.isEmpty ? ["no values yet"] : lines) + bestWords).joined(separator: "; ")
    }

    private var text: String {
        let values = series.flatMap { $0.points.map(\.y) }.filter(\.isFinite)
        guard let low = values.min(), let high = values.max() else { return title + "\n(no values yet)" }
        let width = series.map(\.name.count).max() ?? 0
        let lines = series.map { series in
            let points = series.points.map(\.y), finite = points.filter(\.isFinite)
            let ends = finite.first.map { NumberText.short($0) + " → " + NumberText.short(finite.last ?? $0) } ?? ""
            return series.name + String(repeating: " ", count: width - series.name.count) + "  " + Sparkline.text(points, in: low...high) + "  " + ends
        }
        return ([title] + lines + bestWords).joined(separator: "\n")
    }

    /// Points apart enough to be seen.
    private static let mostMarkers = 30

    private var svg: String {
        let points = series.flatMap(\.points).filter(\.isFinite)
        let isWhole = points.allSatisfy { $0.x == $0.x.rounded() }
        var area = PlotArea(
            title: title, xLabel: xLabel, yLabel: yLabel,
            x: AxisScale(covering: points.map(\.x), isTight: true, isWhole: isWhole, most: 9), y: AxisScale(covering: points.map(\.y) + (yRange.map { [$0.lowerBound, $0.upperBound] } ?? [])),
            legend: series.map(\.name), description: summary)
        for (index, series) in series.enumerated() {
            for run in series.points.split(whereSeparator: { !$0.isFinite }) {
                let places = run.map(area.place)
                area.canvas.polyline(Self.thinned(places), style: ChartPalette.line(index))
                // A point alone would not be seen otherwise.
                guard series.points.count <= Self.mostMarkers || places.count == 1 else { continue }
                for place in places { area.canvas.path(ChartPalette.marker(index, at: place, radius: 3.5), style: ChartPalette.fill(index)) }
            }
        }
        for mark in bestPoints { draw(mark.best, of: mark.series, at: mark.point, in: &area) }
        return area.canvas.document
    }

    /// A ring around the point, a line down to the axis, and the value, on the side where there is room.
    private func draw(_ best: Best, of series: Int, at point: ChartSeries.Point, in area: inout PlotArea) {
        let place = area.place(point), isRight = place.x > area.left + area.width / 2
        area.canvas.line((place.x, place.y + 7), (place.x, area.bottom), style: "axis dashed")
        area.canvas.path(ChartPalette.marker(0, at: place, radius: 7), style: "ring " + ChartPalette.outline(series))
        let y = best == .lowest ? min(place.y + 20, area.bottom - 6) : max(place.y - 12, area.top - 2)
        area.canvas.text(NumberText.short(point.y), x: place.x + (isRight ? -10 : 10), y: y, style: isRight ? "best end" : "best")
    }

    /// Of points in one column of pixels the first, the lowest, the highest and the last: the line looks the same.
    private static func thinned(_ places: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        guard places.count > 2000 else { return places }
        var kept: [(x: Double, y: Double)] = []
        var start = 0
        while start < places.count {
            var end = start
            while end < places.count, places[end].x.rounded() == places[start].x.rounded() { end += 1 }
            let column = Array(start..<end)
            let low = column.max { places[$0].y < places[$1].y } ?? start, high = column.min { places[$0].y < places[$1].y } ?? start
            kept += Set([start, low, high, end - 1]).sorted().map { places[$0] }
            start = end
        }
        return kept
    }
}
