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
        let names = ChartLegend(legend, width: width + margin)
        top = 34 + names.height + (yLabel.isEmpty ? 4 : 26)
        let full = max(margin + width + 24, 16 + 8 * Double(title.count))
        canvas = SVGCanvas(width: full, height: top + height + 46, description: description, style: ChartPalette.style)
        canvas.text(title, x: 8, y: 20, style: "title")
        names.draw(on: &canvas) { canvas, series, center in
            if hasLines { canvas.line((center.x - 12, center.y), (center.x + 12, center.y), style: ChartPalette.line(series)) }
            canvas.path(ChartPalette.marker(series, at: center, radius: 4), style: ChartPalette.fill(series))
        }
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
}
