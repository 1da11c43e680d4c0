import LineEditing
import Notebook

/// A diagnostic with the line that it is about, and a caret below the place.
struct DiagnosticText {
    let palette: Palette

    func text(_ diagnostic: Diagnostic, of cell: Cell, in shelf: CellShelf, path: String) -> String {
        let severity: String
        switch diagnostic.severity {
        case .error: severity = palette.red("error:")
        case .warning: severity = palette.yellow("warning:")
        case .note: severity = palette.cyan("note:")
        }
        guard let position = diagnostic.position else { return "\(severity) \(diagnostic.message)\n" }
        return text(label: severity, diagnostic.message, at: position, of: cell.id, in: shelf, path: path)
    }

    /// A failure of a running cell, with the places that led to it.
    func text(_ failure: CellFailure, in shelf: CellShelf, path: String) -> String {
        let label = palette.red("error:")
        guard let innermost = failure.frames.first else { return "\(label) \(failure.reason)\n" }
        let callers = failure.frames.dropFirst().map { frame in
            let place = shelf.place(of: frame.position, cell: frame.cell, path: path)
            return palette.dim("  called from \(place.label)\(frame.function.map { " in \($0)" } ?? "")") + "\n"
        }
        return text(label: label, failure.reason, at: innermost.position, of: innermost.cell, in: shelf, path: path) + callers.joined()
    }

    private func text(label: String, _ message: String, at position: SourcePosition, of cell: String, in shelf: CellShelf, path: String) -> String {
        let place = shelf.place(of: position, cell: cell, path: path)
        let head = "\(palette.bold(place.label + ":")) \(label) \(palette.bold(message))\n"
        let removed = shelf.entries.first { $0.cell.id == cell }.map { $0.cell.removed(at: position.line) } ?? 0
        let column = position.column - 1 - removed
        guard !place.source.isEmpty, column >= 0 else { return head }
        let source = String(place.source).replacing("\t", with: "    ")
        let before = DisplayWidth.of(String(place.source.prefix(column)).replacing("\t", with: "    "))
        return head + "  \(source)\n  \(String(repeating: " ", count: before))\(palette.green("^"))\n"
    }
}

extension Cell {
    /// How many characters of a line of the file are not the cell's.
    fileprivate func removed(at line: Int) -> Int {
        removedColumns.indices.contains(line - firstLine) ? removedColumns[line - firstLine] : 0
    }
}
