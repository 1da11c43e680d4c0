/// The frame of a chart with two axes: title, legend, grid, labels. Charts draw what they have into it.
struct PlotArea {
    var canvas: SVGCanvas
    let x: AxisScale, y: AxisScale
    let left: Double, top: Double
    let width = 420.0, height = 220.0

    var bottom: Double { top + height }

    /// - Parameters:
    ///   - legend: the series' names, in the order of their colours; one alone needs no legend.
    ///   - hasLines: whether the series are lines, and not points alone.
    init(
        title: String, xLabel: String, yLabel: String, x: AxisScale, y: AxisScale, legend: [String], hasLines: Bool = true, description: String
    ) {
        self.x = x
        self.y = y
        let margin = 16 + (y.ticks.map { SVGCanvas.width(of: y.label($0)) }.max() ?? 0)
        left = margin
        let rows = legend.count > 1 ? Self.rows(legend, width: width + margin) : []
        top = 34 + 22 * Double(rows.count) + (yLabel.isEmpty ? 4 : 26)
        let full = max(margin + width + 24, 16 + 8 * Double(title.count))
        canvas = SVGCanvas(width: full, height: top + height + 46, description: description, style: ChartPalette.style)
        canvas.text(title, x: 8, y: 20, style: "title")
        drawLegend(rows, hasLines)
        if !yLabel.isEmpty { canvas.text(yLabel, x: 8, y: top - 16, style: "note") }
        for tick in y.ticks {
            let place = bottom - y.position(tick) * height
            canvas.line((left, place), (left + width, place), style: "grid")
            canvas.text(y.label(tick), x: left - 8, y: place + 4.5, style: "note end")
        }
        canvas.line((left, bottom), (left + width, bottom), style: "axis")
        for tick in x.ticks {
            let place = left + x.position(tick) * width
            canvas.line((place, bottom), (place, bottom + 5), style: "axis")
            canvas.text(x.label(tick), x: place, y: bottom + 19, style: "note middle")
        }
        canvas.text(xLabel, x: left + width / 2, y: bottom + 38, style: "note middle")
    }

    /// Where a point of the data lies.
    func place(_ point: ChartSeries.Point) -> (x: Double, y: Double) {
        (left + x.position(point.x) * width, bottom - y.position(point.y) * height)
    }

    private typealias Entry = (series: Int, name: String, x: Double)

    /// As many names a row as fit.
    private static func rows(_ names: [String], width: Double) -> [[Entry]] {
        var rows: [[Entry]] = [], x = 8.0
        for (series, name) in names.enumerated() {
            let needed = 32 + SVGCanvas.width(of: name) + 16
            if rows.isEmpty || x + needed > width {
                rows.append([])
                x = 8
            }
            rows[rows.count - 1].append((series, name, x))
            x += needed
        }
        return rows
    }

    private mutating func drawLegend(_ rows: [[Entry]], _ hasLines: Bool) {
        for (row, entries) in rows.enumerated() {
            let y = 40 + 22 * Double(row)
            for entry in entries {
                if hasLines { canvas.line((entry.x, y - 4), (entry.x + 24, y - 4), style: ChartPalette.line(entry.series)) }
                canvas.path(ChartPalette.marker(entry.series, at: (entry.x + 12, y - 4), radius: 4), style: ChartPalette.fill(entry.series))
                canvas.text(entry.name, x: entry.x + 32, y: y, style: "label")
            }
        }
    }
}
