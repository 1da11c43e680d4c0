import CellCompiler
import Notebook

/// What the compiler says about a notebook's cells.
enum CompilationDiagnostics {
    /// By cell, in the order of the notebook; but for cells that are meant to fail, and with a word about those
    /// that cannot run for the sake of such a one.
    /// - Parameter compilations: by the cells' ids.
    static func byCell(_ compilations: [String: CellCompilation], of document: NotebookDocument) -> [(cell: Cell, diagnostics: [Diagnostic])] {
        let expected = Set(document.cells.filter(\.options.expectsError).map(\.id))
        return document.cells.map { cell in
            guard case .broken(let diagnostics, let needs)? = compilations[cell.id] else { return (cell, compilations[cell.id]?.diagnostics ?? []) }
            if needs.isEmpty, expected.contains(cell.id) { return (cell, []) }
            let missing = needs.filter(expected.contains)
            guard !missing.isEmpty else { return (cell, diagnostics) }
            let reason = Diagnostic(
                .error, path: document.path, position: cell.position(line: 1, column: 1),
                message: "\(cell.id) needs \(missing.joined(separator: ", ")), which does not compile and is not meant to")
            return (cell, diagnostics + [reason])
        }
    }
}
