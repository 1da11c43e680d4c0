import Notebook

extension Cell {
    /// A cell of what was written at the prompt, with its option lines read as a notebook's are.
    /// - Throws: what is wrong with the option lines, in lines of the text.
    static func written(_ text: String, path: String) throws(NotebookError) -> Cell {
        let fence = CellFence(around: text)
        let document: NotebookDocument
        do {
            document = try NotebookDocument.parse(Array(fence.text.utf8), path: path)
        } catch {
            throw NotebookError(error.kind, error.diagnostics.map(\.oneLineUp))
        }
        guard let cell = document.cells.first else { preconditionFailure("a fence that was made here is a cell") }
        // The fence's own line is none of the text's.
        return Cell(id: cell.id, ordinal: 1, options: cell.options, source: cell.source, firstLine: 1, removedColumns: [])
    }
}

extension Diagnostic {
    fileprivate var oneLineUp: Diagnostic {
        var moved = self
        if let position { moved.position = SourcePosition(line: max(1, position.line - 1), column: position.column) }
        return moved
    }
}

/// Code as a fence of a Markdown file.
struct CellFence {
    let text: String

    /// - Parameter prefix: what stands before each line: the marks of a list item or a quote.
    init(around source: String, prefix: String = "") {
        // Longer than every run of backticks that could end it.
        let longest = source.lines.map { line in line.drop { $0 == " " }.prefix { $0 == "`" }.count }.max() ?? 0
        let mark = String(repeating: "`", count: max(3, longest + 1))
        let body = source.isEmpty || source.hasSuffix("\n") ? source : source + "\n"
        text = (["\(mark)swift\n"] + body.lines + ["\(mark)\n"]).map { prefix + $0 }.joined()
    }
}
