/// How often predictions are right, by how sure they are: on the diagonal where a model is as often right as it says.
///
/// In a report it is an SVG picture with its data as a table; in a terminal, the table.
public struct ReliabilityDiagram: Displayable, Sendable, Equatable {
    /// The predictions with about the same confidence.
    public struct Bin: Sendable, Equatable {
        /// 0…1
        public var lower: Double
        public var upper: Double
        public var count: Int
        /// The mean, NaN in an empty bin.
        public var confidence: Double
        /// The share that is right, NaN in an empty bin.
        public var accuracy: Double

        public init(lower: Double, upper: Double, count: Int, confidence: Double, accuracy: Double) {
            self.lower = lower
            self.upper = upper
            self.count = count
            self.confidence = confidence
            self.accuracy = accuracy
        }
    }

    public var title: String
    public var bins: [Bin]
    /// Remarks below the table: the calibration error.
    public var notes: [String]

    public init(title: String = "Reliability diagram", bins: [Bin], notes: [String] = []) {
        self.title = title
        self.bins = bins
        self.notes = notes
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: table.alignedText, alternativeText: summary).adding(.svg, svg).adding(.table, table.tabularDataResource)
    }

    /// The data behind the picture.
    public var table: Table {
        Table(
            columns: ["Confidence above", "to", "Count", "Mean confidence", "Accuracy"].map { Table.Column($0, alignment: .trailing) },
            rows: bins.map { bin in
                let means = bin.count > 0 ? [bin.confidence, bin.accuracy].map(NumberText.short) : ["", ""]
                return [NumberText.short(bin.lower), NumberText.short(bin.upper), String(bin.count)] + means
            }, title: title, notes: notes)
    }

    private var filled: [Bin] { bins.filter { $0.count > 0 && $0.confidence.isFinite && $0.accuracy.isFinite } }

    private var summary: String {
        let total = filled.reduce(0) { $0 + $1.count }
        guard let worst = filled.max(by: { abs($0.accuracy - $0.confidence) < abs($1.accuracy - $1.confidence) }) else { return "\(title): no predictions" }
        let kind = worst.accuracy < worst.confidence ? "too sure" : "not sure enough"
        return ([
            "\(title): \(total) predictions",
            "farthest off (\(kind)) where confidence is \(NumberText.short(worst.confidence)) and accuracy \(NumberText.short(worst.accuracy)), \(worst.count) predictions",
        ] + notes).joined(separator: "; ")
    }

    private var svg: String {
        let total = Double(max(filled.reduce(0) { $0 + $1.count }, 1))
        var area = PlotArea(
            title: title, xLabel: "confidence: probability of the predicted class", yLabel: "accuracy (disc: mean of the bin, larger with more predictions)",
            x: AxisScale(covering: [0, 1]), y: AxisScale(covering: [0, 1]), legend: [], description: summary)
        for bin in filled {
            let from = area.place(.init(bin.lower, bin.accuracy)), to = area.place(.init(bin.upper, 0))
            area.canvas.rectangle(x: from.x + 0.5, y: from.y, width: max(to.x - from.x - 1, 1), height: max(to.y - from.y, 0), style: "f0 pale")
        }
        area.canvas.line(area.place(.init(0, 0)), area.place(.init(1, 1)), style: "line s5")
        for bin in filled {
            let radius = 3 + 6 * (Double(bin.count) / total).squareRoot()
            area.canvas.path(ChartPalette.marker(0, at: area.place(.init(bin.confidence, bin.accuracy)), radius: radius), style: ChartPalette.fill(0))
        }
        return area.canvas.document
    }
}
