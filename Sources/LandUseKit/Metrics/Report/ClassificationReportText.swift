import NotebookDisplay

extension ClassificationReport: Displayable, CustomStringConvertible {
    /// The rows below the classes, as scikit-learn names them.
    private var summaryRows: [(name: String, scores: AveragedScores)] {
        [(coversAll ? "accuracy" : "micro avg", microAverage), ("macro avg", macroAverage), ("weighted avg", weightedAverage)]
    }

    private func number(_ value: Double) -> String { value.isNaN ? "nan" : Decimal.fixed(value, digits: digits) }

    /// A row's precision, recall and F-score; of the accuracy, only one number is worth showing.
    private func cells(_ name: String, _ scores: AveragedScores) -> [String] {
        let numbers = name == "accuracy" ? ["", "", number(scores.fScore)] : [scores.precision, scores.recall, scores.fScore].map(number)
        return numbers + [String(scores.support)]
    }

    private func cells(_ scores: ClassScores) -> [String] {
        [scores.precision, scores.recall, scores.fScore].map(number) + [String(scores.support)]
    }

    /// scikit-learn's text.
    public var description: String {
        let width = max(classes.map { $0.name.unicodeScalars.count }.max() ?? 0, "weighted avg".count, digits)
        func padded(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(width - text.unicodeScalars.count, 0)) + text }
        func row(_ name: String, _ cells: [String]) -> String {
            padded(name, width) + " " + cells.map { " " + padded($0, 9) }.joined() + "\n"
        }
        return row("", ["precision", "recall", "f1-score", "support"]) + "\n" + classes.map { row($0.name, cells($0)) }.joined() + "\n"
            + summaryRows.map { row($0.name, cells($0.name, $0.scores)) }.joined()
    }

    private var notes: [String] { remarks + (source.map { [$0.remark] } ?? []) }

    /// The same as a table.
    public var table: Table {
        Table(
            columns: [Table.Column("class", alignment: .leading)]
                + ["precision", "recall", "F1", "support"].map { Table.Column($0, alignment: .trailing) },
            rows: classes.map { [$0.name] + cells($0) } + summaryRows.map { [$0.name] + cells($0.name, $0.scores) }, notes: notes,
            plainText: description + notes.map { "\n" + $0 }.joined())
    }

    public var mimeBundle: MIMEBundle { table.mimeBundle }
}
