/// Draws a `GroupedBarChart`.
struct GroupedBarDrawing {
    private let chart: GroupedBarChart
    private let scale: AxisScale
    private var canvas: SVGCanvas
    /// Of the bars, in pixels.
    private let left: Double, top: Double
    private let plotWidth = 320.0, gap = 10.0, thickness: Double

    private var groupHeight: Double { thickness * Double(max(chart.series.count, 1)) + gap }
    private var bottom: Double { top + groupHeight * Double(chart.groups.count) }

    init(_ chart: GroupedBarChart, description: String) {
        self.chart = chart
        thickness = chart.series.count > 1 ? 14 : 18
        let ends = chart.series.flatMap { series in chart.groups.indices.map { series.value($0) + series.spread($0) } }
        let maximum = chart.maximum.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
        scale = AxisScale(covering: [0] + (maximum.map { [$0] } ?? ends.filter { $0 > 0 }), isTight: maximum != nil)
        left = 16 + (chart.groups.map(SVGCanvas.width).max() ?? 0)
        let texts = chart.series.flatMap { series in chart.groups.indices.map { series.text($0) } }
        let full = left + plotWidth + 20 + (texts.map(SVGCanvas.width).max() ?? 0), title = 16 + 8 * Double(chart.title.count)
        let legend = ChartLegend(chart.series.map(\.name), width: full)
        top = 34 + legend.height
        let height = top + (thickness * Double(max(chart.series.count, 1)) + gap) * Double(chart.groups.count) + 46
        canvas = SVGCanvas(width: max(full, title), height: height, description: description, style: ChartPalette.style)
        canvas.text(chart.title, x: 8, y: 20, style: "title")
        legend.draw(on: &canvas) { ChartPalette.bar($1, on: &$0, x: $2.x - 12, y: $2.y - 6, width: 24, height: 12) }
    }

    var document: String {
        var copy = self
        copy.drawAxis()
        for group in chart.groups.indices { copy.draw(group: group) }
        copy.canvas.line((left, top), (left, bottom), style: "axis")
        return copy.canvas.document
    }

    private mutating func drawAxis() {
        for tick in scale.ticks {
            let x = place(tick)
            canvas.line((x, top), (x, bottom), style: "grid")
            canvas.text(scale.label(tick), x: x, y: bottom + 16, style: "note middle")
        }
        canvas.text(chart.valueLabel, x: left + plotWidth / 2, y: bottom + 36, style: "note middle")
    }

    /// Bars begin at the left edge, and so does what is no number.
    private func place(_ value: Double) -> Double { left + (value.isFinite ? scale.position(value) : 0) * plotWidth }

    private mutating func draw(group: Int) {
        let start = top + groupHeight * Double(group) + gap / 2
        canvas.text(chart.groups[group], x: left - 8, y: start + (groupHeight - gap) / 2 + 4.5, style: "label end")
        for (index, series) in chart.series.enumerated() {
            let value = series.value(group), spread = series.spread(group), y = start + thickness * Double(index), middle = y + thickness / 2
            if value.isFinite, value > 0 {
                ChartPalette.bar(index, on: &canvas, x: left, y: y + 1, width: max(place(value) - left, 1), height: thickness - 2)
            }
            if spread > 0, value.isFinite { drawWhisker(from: place(value - spread), to: place(value + spread), y: middle) }
            canvas.text(series.text(group), x: place(value + spread) + 6, y: middle + 4, style: "small")
        }
    }

    private mutating func drawWhisker(from: Double, to: Double, y: Double) {
        func line(_ start: (x: Double, y: Double), _ end: (x: Double, y: Double)) -> String { "M" + SVGCanvas.pair(start) + "L" + SVGCanvas.pair(end) }
        let whisker = line((from, y), (to, y)) + line((from, y - 4), (from, y + 4)) + line((to, y - 4), (to, y + 4))
        // On a full bar it would be hard to see without.
        canvas.path(whisker, style: "halo")
        canvas.path(whisker, style: "whisker")
    }
}
