import Notebook

/// What is kept of a run, so that its report can be made again without another one: all but the document, which the
/// student's file and the teacher's notebook give.
public struct ExecutedRecord: Sendable, Codable {
    struct Cell: Sendable, Codable {
        var id: String
        var outcome: ExecutedCell.Outcome
        var outputs: [Output]
        var diagnostics: [Diagnostic]
        var isRun: Bool
    }

    private var cells: [Cell]

    public init(_ executed: ExecutedNotebook) {
        cells = executed.cells.map { Cell(id: $0.cell.id, outcome: $0.outcome, outputs: $0.outputs, diagnostics: $0.diagnostics, isRun: $0.duration != nil) }
    }

    /// The executed notebook; `nil` if the record is another document's.
    public func notebook(of document: NotebookDocument) -> ExecutedNotebook? {
        let own = document.cells
        guard own.map(\.id) == cells.map(\.id) else { return nil }
        let executed = zip(own, cells).map { cell, record in
            ExecutedCell(cell: cell, outcome: record.outcome, outputs: record.outputs, diagnostics: record.diagnostics, duration: record.isRun ? 0 : nil)
        }
        return ExecutedNotebook(document: document, cells: executed, startedAt: 0, duration: 0, provenance: [])
    }
}

extension ExecutedNotebook {
    /// The same without what differs from run to run: times, and what it says of the machine.
    var withoutTimes: ExecutedNotebook {
        var settled = self
        settled.startedAt = 0
        settled.duration = 0
        settled.facts = nil
        settled.provenance = []
        for index in settled.cells.indices {
            if settled.cells[index].duration != nil { settled.cells[index].duration = 0 }
            settled.cells[index].outputs = settled.cells[index].outputs.map { output in
                guard case .error(var failure) = output else { return output }
                // How much a stopped cell held is another number each time.
                failure.reason = failure.reason.replacing(/; what it held stays taken: \d+ MiB/, with: "")
                return .error(failure)
            }
        }
        return settled
    }

    /// Without some cells, as a student may see it.
    func without(_ hidden: Set<String>) -> ExecutedNotebook {
        var shown = self
        shown.cells.removeAll { hidden.contains($0.cell.id) }
        shown.document = document.without(hidden)
        return shown
    }
}

extension NotebookDocument {
    func without(_ hidden: Set<String>) -> NotebookDocument {
        NotebookDocument(
            path: path, source: source, frontMatter: frontMatter,
            blocks: blocks.filter { if case .cell(let cell) = $0 { !hidden.contains(cell.id) } else { true } })
    }
}
