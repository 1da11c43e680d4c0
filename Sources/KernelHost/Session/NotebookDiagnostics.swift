import CellCompiler
import Foundation
import Notebook

/// What the compiler says about all the cells of a notebook.
enum NotebookDiagnostics {
    /// Without those cells that are meant to fail; and with the cells that cannot run for the sake of such a one.
    static func all(_ compilations: [String: CellCompilation], of document: NotebookDocument) -> [Diagnostic] {
        byCell(compilations, of: document).flatMap(\.diagnostics)
    }

    /// The same by cell, in the order of the notebook.
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

extension KernelBuilder {
    /// The kernel for a notebook.
    func build(for document: NotebookDocument) async throws -> KernelBuild {
        do {
            return try await build(libraries: document.frontMatter.libraries, forNotebookAt: URL(filePath: document.path))
        } catch let error as BuildError {
            // A wrong name is the notebook's mistake, and has a line in it.
            guard case .noSuchLibrary = error else { throw error }
            throw NotebookError(.mistakes, [Diagnostic(.error, path: document.path, position: document.position(ofSetting: "libraries"), message: error.description)])
        }
    }
}
