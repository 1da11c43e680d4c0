import CellCompiler
import KernelHost
import Notebook

/// Finds out which cells of a running version a newer one has changed: a cell's module is named by its code and by
/// that of all that it needs.
enum OutdatedCells {
    /// The ids, in the running version, of cells whose run the newer version has no use for. Empty where the
    /// newer one does not compile: then what runs is all there is to see.
    static func find(running: NotebookDocument, newer: NotebookDocument, compiler: CellCompiler) async throws -> Set<String> {
        let wanted = try await modules(of: newer, compiler)
        guard wanted.count == newer.cells.count(where: \.options.eval) else { return [] }
        let names = Set(wanted.values)
        return Set(try await modules(of: running, compiler).filter { !names.contains($0.value) }.keys)
    }

    /// The module of each cell that compiles, by the cell's id.
    private static func modules(of document: NotebookDocument, _ compiler: CellCompiler) async throws -> [String: String] {
        let cells = document.cells.filter(\.options.eval)
        let compilations = try await compiler.compile(cells, path: document.path)
        let compiled = zip(cells, compilations).compactMap { cell, compilation -> (String, String)? in
            if case .compiled(let compiled) = compilation { (cell.id, compiled.module.name) } else { nil }
        }
        return Dictionary(compiled) { first, _ in first }
    }
}
