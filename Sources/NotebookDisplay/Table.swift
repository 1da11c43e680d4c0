/// Rows under named columns, shown as a real table in a report and as aligned text in a terminal.
///
///     Table(columns: ["Class", "Probability"], rows: [["forest", "0.91"], ["river", "0.04"]])
public struct Table: Displayable, Sendable, Equatable {
    /// A column: its heading, and on which side its cells line up.
    public struct Column: Sendable, Equatable, ExpressibleByStringLiteral {
        public enum Alignment: String, Sendable { case leading, trailing }
        public var name: String
        /// `nil` lets the cells decide: numbers line up at their end.
        public var alignment: Alignment?

        public init(_ name: String, alignment: Alignment? = nil) {
            self.name = name
            self.alignment = alignment
        }

        public init(stringLiteral value: String) { self.init(value) }
    }

    public var columns: [Column]
    /// The cells, row by row; a short row is shown with empty cells, a long one without those too many.
    public var rows: [[String]]
    /// What the table shows, above it.
    public var title: String?
    /// Remarks below the table, one a line.
    public var notes: [String]
    /// The text for terminals, where a table has a customary one of its own (torchsummary's, say).
    public var plainText: String?

    public init(
        columns: [Column], rows: [[String]], title: String? = nil, notes: [String] = [], plainText: String? = nil
    ) {
        self.columns = columns
        self.rows = rows
        self.title = title
        self.notes = notes
        self.plainText = plainText
    }

    /// A table of numbers: a label and its values a row, each with so many decimals.
    public init(
        columns: [Column], numbers: [(label: String, values: [Double])], decimals: Int = 3, title: String? = nil, notes: [String] = [],
        file: StaticString = #fileID, line: UInt = #line
    ) {
        if let long = numbers.first(where: { $0.values.count >= columns.count }) {
            FailureHook.fail(
                "Table(numbers:) has \(columns.count) columns, the labels' included, and `\(long.label)` has a label and \(long.values.count) values",
                file: file, line: line)
        }
        self.init(
            columns: columns, rows: numbers.map { [$0.label] + $0.values.map { NumberText.fixed($0, decimals: decimals) } }, title: title, notes: notes)
    }

    /// On which side the cells of each column line up.
    private var alignments: [Column.Alignment] {
        let rows = fullRows
        return columns.indices.map { index in
            if let chosen = columns[index].alignment { return chosen }
            let cells = rows.map { $0[index] }.filter { !$0.isEmpty }
            return !cells.isEmpty && cells.allSatisfy { Double($0) != nil } ? .trailing : .leading
        }
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: plainText ?? alignedText).adding(.table, tabularDataResource)
    }

    /// The rows with a cell for every column.
    private var fullRows: [[String]] {
        rows.map { row in columns.indices.map { $0 < row.count ? row[$0] : "" } }
    }

    /// The table in fixed-width text, columns two spaces apart; a line break in a cell becomes a space.
    var alignedText: String {
        func flat(_ cells: [String]) -> [String] { cells.map { String($0.map { $0.isNewline ? " " : $0 }) } }
        let header = flat(columns.map(\.name)), rows = fullRows.map(flat), alignments = alignments
        let widths = columns.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            let padded = columns.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - cells[column].count)
                return alignments[column] == .leading ? cells[column] + padding : padding + cells[column]
            }
            var text = padded.joined(separator: "  ")
            while text.last == " " { text.removeLast() }
            return text
        }
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return ((title.map { [$0] } ?? []) + [line(header), rule] + rows.map(line) + notes).joined(separator: "\n")
    }

    /// The table as a Tabular Data Resource (specs.frictionlessdata.io): a schema and a list of records.
    /// Fields are named by position, so that two columns may share a heading; `title` carries the heading.
    var tabularDataResource: String {
        let alignments = alignments
        let fields = columns.enumerated().map { index, column in
            #"{"name":"c\#(index)","type":"string","title":\#(JSONText.string(column.name)),"alignment":"\#(alignments[index].rawValue)"}"#
        }
        let records = fullRows.map { row in
            "{" + row.enumerated().map { #""c\#($0)":\#(JSONText.string($1))"# }.joined(separator: ",") + "}"
        }
        var members = [
            #""schema":{"fields":[\#(fields.joined(separator: ","))]}"#,
            #""data":[\#(records.joined(separator: ","))]"#,
        ]
        if let title { members.append(#""title":\#(JSONText.string(title))"#) }
        if !notes.isEmpty { members.append(#""notes":[\#(notes.map(JSONText.string).joined(separator: ","))]"#) }
        return "{" + members.joined(separator: ",") + "}"
    }
}
