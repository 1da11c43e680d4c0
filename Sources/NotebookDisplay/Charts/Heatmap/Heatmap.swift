/// A grid of numbers under colours: a confusion matrix, above all.
///
///     Heatmap(confusion: [[48, 2], [5, 45]], classes: ["forest", "river"])
///
/// In a report it is an SVG picture with its data as a table; in a terminal, the table.
public struct Heatmap: Displayable, Sendable, Equatable {
    public var title: String
    /// What the rows are: "true class".
    public var rowLabel: String
    /// What the columns are: "predicted class".
    public var columnLabel: String
    public var rows: [String]
    public var columns: [String]
    /// Row by row; what is missing or no number stays empty, and there are no more than `rows` and `columns` name.
    public var values: [[Double]]
    /// The values of the palest and the strongest colour; by default the least, or 0 where none is below it, and the most.
    public var fullScale: ClosedRange<Double>?
    /// How many decimals numbers have; by default as many as each needs.
    public var decimals: Int?
    /// What the picture shows, for those who do not see it; by default how large it is and where its least and most are.
    public var alternativeText: String?

    public init(
        title: String, rowLabel: String = "", columnLabel: String = "", rows: [String], columns: [String], values: [[Double]],
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let widest = values.map(\.count).max() ?? 0
        guard values.count <= rows.count, widest <= columns.count else {
            FailureHook.fail(
                "Heatmap has names for \(rows.count)×\(columns.count) values, got \(values.count)×\(widest); name every row and column",
                file: file, line: line)
        }
        self.title = title
        self.rowLabel = rowLabel
        self.columnLabel = columnLabel
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// How often each class, row by row, was taken for which.
    public init(
        confusion counts: [[Int]], classes: [String], title: String = "Confusion matrix", file: StaticString = #fileID, line: UInt = #line
    ) {
        guard counts.count == classes.count, counts.allSatisfy({ $0.count == classes.count }) else {
            let odd = counts.first { $0.count != counts.count }?.count ?? counts.count
            FailureHook.fail(
                "Heatmap(confusion:) needs a row and a column for each of \(classes.count) classes, got \(counts.count)×\(odd) counts",
                file: file, line: line)
        }
        self.init(
            title: title, rowLabel: "true class", columnLabel: "predicted class", rows: classes, columns: classes,
            values: counts.map { $0.map(Double.init) }, file: file, line: line)
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: text, alternativeText: summary).adding(.svg, svg).adding(.table, table.tabularDataResource)
    }

    /// The data behind the picture.
    public var table: Table {
        let corner = [rowLabel, columnLabel].filter { !$0.isEmpty }.joined(separator: " \\ ")
        return Table(
            columns: [Table.Column(corner, alignment: .leading)] + columns.map { Table.Column($0, alignment: .trailing) },
            rows: rows.indices.map { row in [rows[row]] + columns.indices.map { value(row, $0).map(text) ?? "" } }, title: title)
    }

    /// With more columns than these, names above them are wider than a terminal.
    private static let mostNamed = 10

    /// The table; one of many columns has their numbers above them and before the rows' names.
    private var text: String {
        guard columns.count > Self.mostNamed else { return table.alignedText }
        var table = table
        for index in columns.indices { table.columns[index + 1].name = String(index) }
        if rows == columns {
            for index in rows.indices { table.rows[index][0] = "\(index) \(rows[index])" }
        } else {
            table.notes.append(columns.enumerated().map { "\($0) \($1)" }.joined(separator: ", "))
        }
        return table.alignedText
    }

    private func text(_ value: Double) -> String {
        decimals.map { NumberText.fixed(value, decimals: $0) } ?? NumberText.short(value)
    }

    private func value(_ row: Int, _ column: Int) -> Double? {
        guard row < values.count, column < values[row].count, values[row][column].isFinite else { return nil }
        return values[row][column]
    }

    private var cells: [(row: Int, column: Int, value: Double)] {
        rows.indices.flatMap { row in columns.indices.compactMap { column in value(row, column).map { (row, column, $0) } } }
    }

    private var summary: String {
        if let alternativeText { return alternativeText }
        let size = "\(title): \(rows.count) rows, \(columns.count) columns"
        guard let low = cells.min(by: { $0.value < $1.value }), let high = cells.max(by: { $0.value < $1.value }) else { return size }
        func place(_ cell: (row: Int, column: Int, value: Double)) -> String {
            "\(text(cell.value)) in row \(rows[cell.row]), column \(columns[cell.column])"
        }
        return "\(size); from \(place(low)) to \(place(high))"
    }

    /// Of all cells of a large one, in pixels.
    private static let largestWidth = 525.0

    private var svg: String {
        let values = cells.map(\.value)
        // From nothing, where there is nothing below it.
        let low = fullScale?.lowerBound ?? min(values.min() ?? 0, 0), high = fullScale?.upperBound ?? max(values.max() ?? 1, low)
        let texts = cells.map { text($0.value) }, isLarge = columns.count > Self.mostNamed
        let needed = max(30, 12 + (texts.map(SVGCanvas.width).max() ?? 0))
        // Many cells share the width that a page has, and a number is there where it fits.
        let size = isLarge ? min(needed, max(20, Self.largestWidth / Double(columns.count))) : needed
        let longest = columns.map(SVGCanvas.width).max() ?? 0, isTurned = longest > size - 6
        let left = 16 + max(rows.map(SVGCanvas.width).max() ?? 0, SVGCanvas.width(of: rowLabel))
        // Turned by 45 degrees, names rise as far as they go to the side.
        let rise = isTurned ? longest * 0.71 + 10 : 16, top = 56 + rise
        let side = isTurned ? (columns.last.map(SVGCanvas.width) ?? 0) * 0.71 : 0
        let width = max(left + size * Double(columns.count) + side, left + SVGCanvas.width(of: columnLabel), SVGCanvas.width(of: title)) + 16
        var canvas = SVGCanvas(width: width, height: top + size * Double(rows.count) + 12, description: summary, style: HeatmapColors.style)
        canvas.text(title, x: 8, y: 20, style: "title")
        canvas.text(columnLabel, x: left, y: 44, style: "note")
        canvas.text(rowLabel, x: left - 8, y: top - 8, style: "note end")
        for (column, name) in columns.enumerated() {
            let x = left + size * (Double(column) + 0.5)
            canvas.text(name, x: x, y: top - 8, turned: isTurned ? -45 : 0, style: isTurned ? "label" : "label middle")
        }
        for (row, name) in rows.enumerated() { canvas.text(name, x: left - 8, y: top + size * (Double(row) + 0.5) + 4.5, style: "label end") }
        for (cell, text) in zip(cells, texts) {
            let level = HeatmapColors.level(Share.of(cell.value, from: low, to: high))
            let x = left + size * Double(cell.column), y = top + size * Double(cell.row)
            canvas.rectangle(x: x + 0.5, y: y + 0.5, width: size - 1, height: size - 1, style: "h\(level)")
            // Zeros by the hundred hide what is there.
            guard !isLarge || (cell.value != 0 && SVGCanvas.width(of: text) * 11 / 13 <= size - 2) else { continue }
            canvas.text(text, x: x + size / 2, y: y + size / 2 + 4.5, style: "middle t\(level)\(isLarge ? " small" : "")")
        }
        return canvas.document
    }
}
