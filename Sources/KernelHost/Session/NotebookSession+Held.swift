import CellCompiler
import Notebook

/// Running cells of a document after all the others.
extension NotebookSession {
    /// Runs cells of the document that `update` brought the session to, one by one: those that it held, and others once more.
    /// Each sees what the cells above it in the document have left, as it is by now.
    /// - Parameter timeLimit: the most seconds for all of them together.
    /// - Returns: one a cell of `ids`, in their order.
    public func runHeld(
        _ ids: [String], of document: NotebookDocument, timeLimit: Double? = nil, report: @escaping @Sendable (Event) -> Void
    ) async throws -> [ExecutedCell] {
        control.begin()
        defer { control.end() }
        let start = ContinuousClock.now, cells = document.cells
        var executed: [ExecutedCell] = []
        for id in ids {
            guard let place = cells.firstIndex(where: { $0.id == id }), let compilation = compilations[id] else { continue }
            let left = timeLimit.map { $0 - (ContinuousClock.now - start) / .seconds(1) }
            guard left ?? 1 > 0, !control.isStopAsked else {
                let reason = control.isStopAsked ? Self.wasInterrupted : "the time for all cells together was over"
                executed.append(ExecutedCell(cell: cells[place], outcome: .skipped(reason: reason)))
                continue
            }
            let result = try await execute(
                cells[place], compilation, after: runs(of: cells[..<place]), timeLimit: document.frontMatter.timeout, timeLeft: left, report: report)
            executed.append(result.executed)
        }
        return executed
    }

    /// The newest runs of some cells, in their order.
    private func runs(of cells: ArraySlice<Cell>) -> [SessionHistory.Run] {
        cells.compactMap { cell in
            guard case .compiled(let compiled)? = compilations[cell.id] else { return nil }
            return history.run(of: compiled.module.name)
        }
    }
}
