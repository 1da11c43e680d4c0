import CellCompiler
import KernelHost
import Notebook

/// Finds out which cells of a running version a newer one has changed: a cell's module is named by its code and by
/// that of all that it needs.
enum OutdatedCells {
    /// The ids, in the running version, of cells whose run the newer version has no use for.
    static func find(running: NotebookDocument, newer: NotebookDocument, compiler: CellCompiler) async throws -> Set<String> {
        guard running.frontMatter.hasSameKernel(as: newer.frontMatter) else { return Set(running.cells.map(\.id)) }
        // Words around cells change nothing.
        guard running.cells.map(content) != newer.cells.map(content) else { return [] }
        let contents = Set(newer.cells.map(content))
        let gone = Set(running.cells.lazy.filter { !contents.contains(content($0)) }.map(\.id))
        let wanted = try await modules(of: newer, compiler)
        // Where the newer version does not compile, nothing of it will run: what needs a changed cell may go on.
        guard wanted.count == newer.cells.count(where: \.options.eval) else { return gone }
        let names = Set(wanted.values)
        return gone.union(try await modules(of: running, compiler).filter { !names.contains($0.value) }.keys)
    }

    /// What a cell runs: its code, and the values that the settings put into it.
    private static func content(_ cell: Cell) -> [String] { [cell.source] + cell.substitutions.map { "\($0.offset) \($0.literal)" } }

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
