/// Horizontal bars, one a label: probabilities by class, scores by model.
///
/// In a report it is an SVG picture with its data as a table beside it; in a terminal, bars of text.
public struct BarChart: Displayable, Sendable, Equatable {
    public struct Bar: Sendable, Equatable {
        public var label: String
        public var value: Double
        public init(_ label: String, _ value: Double) {
            self.label = label
            self.value = value
        }
    }

    public var title: String
    /// What the values are, with their unit: "probability", "accuracy (%)".
    public var valueLabel: String
    public var bars: [Bar]
    /// The value at the right edge; by default the largest one.
    public var maximum: Double?

    public init(title: String, valueLabel: String, bars: [Bar], maximum: Double? = nil) {
        self.title = title
        self.valueLabel = valueLabel
        self.bars = bars
        self.maximum = maximum
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: text, alternativeText: summary)
            .adding(.svg, svg)
            .adding(.table, table.tabularDataResource)
    }

    /// The data behind the picture.
    public var table: Table {
        Table(
            columns: ["Label", Table.Column(valueLabel, alignment: .trailing)],
            rows: bars.map { [$0.label, NumberText.short($0.value)] }, title: title)
    }

    private var fullScale: Double {
        let largest = maximum ?? bars.map(\.value).filter(\.isFinite).max() ?? 1
        return largest > 0 ? largest : 1
    }

    /// The share of the full scale, 0…1; a value that is not a number draws no bar.
    private func share(_ value: Double) -> Double {
        value.isFinite ? min(max(value / fullScale, 0), 1) : 0
    }

    private var summary: String {
        "\(title): " + bars.map { "\($0.label) \(NumberText.short($0.value))" }.joined(separator: ", ")
    }

    private var text: String {
        let width = bars.map(\.label.count).max() ?? 0
        let lines = bars.map { bar in
            let blocks = String(repeating: "█", count: Int((share(bar.value) * 30).rounded()))
            return bar.label + String(repeating: " ", count: width - bar.label.count) + "  "
                + blocks + (blocks.isEmpty ? "" : " ") + NumberText.short(bar.value)
        }
        return ([title] + lines).joined(separator: "\n")
    }

    private var svg: String {
        let labelWidth = 12 + 7.5 * Double(bars.map(\.label.count).max() ?? 0)
        let barWidth = 320.0, rowHeight = 28.0, top = 36.0
        let valueWidth = 16 + 7.5 * Double(bars.map { NumberText.short($0.value).count }.max() ?? 0)
        let width = max(labelWidth + barWidth + valueWidth, 24 + 7.5 * Double(title.count)), height = top + rowHeight * Double(bars.count) + 26
        var canvas = SVGCanvas(width: width, height: height, description: summary)
        canvas.text(title, x: 8, y: 20, style: "title")
        for (row, bar) in bars.enumerated() {
            let y = top + rowHeight * Double(row)
            canvas.text(bar.label, x: labelWidth - 8, y: y + 18, style: "label end")
            canvas.rectangle(x: labelWidth, y: y + 4, width: max(share(bar.value) * barWidth, 1), height: rowHeight - 8, style: "bar")
            canvas.text(NumberText.short(bar.value), x: labelWidth + share(bar.value) * barWidth + 6, y: y + 18, style: "label")
        }
        canvas.text(valueLabel, x: labelWidth, y: height - 8, style: "note")
        return canvas.document
    }
}
