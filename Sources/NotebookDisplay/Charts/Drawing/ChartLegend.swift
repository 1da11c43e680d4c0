/// The series' names in rows, each with its mark. One series alone needs none.
struct ChartLegend {
    private struct Entry {
        var series: Int
        var name: String
        var x: Double
    }

    private static let rowHeight = 22.0
    private let rows: [[Entry]]

    var height: Double { Self.rowHeight * Double(rows.count) }

    /// As many names a row as fit into a width.
    init(_ names: [String], width: Double) {
        var rows: [[Entry]] = [], x = 8.0
        for (series, name) in names.enumerated() where names.count > 1 {
            let needed = 32 + SVGCanvas.width(of: name) + 16
            if rows.isEmpty || x + needed > width {
                rows.append([])
                x = 8
            }
            rows[rows.count - 1].append(Entry(series: series, name: name, x: x))
            x += needed
        }
        self.rows = rows
    }

    /// - Parameter mark: draws a series' mark around the place that it is given, 24 pixels wide.
    func draw(on canvas: inout SVGCanvas, mark: (_ canvas: inout SVGCanvas, _ series: Int, _ center: (x: Double, y: Double)) -> Void) {
        for (row, entries) in rows.enumerated() {
            let y = 40 + Self.rowHeight * Double(row)
            for entry in entries {
                mark(&canvas, entry.series, (entry.x + 12, y - 4))
                canvas.text(entry.name, x: entry.x + 32, y: y, style: "label")
            }
        }
    }
}
