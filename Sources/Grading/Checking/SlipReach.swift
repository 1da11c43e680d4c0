import CellCompiler
import Notebook

/// What a slip in some cells can show in, and what has to run for that, as far as names tell. Pure.
///
/// Cells may have to do with one another without naming each other, by random numbers or by an object that both hold. So what
/// is run by this must be tried with the teacher's own solution first, and what it does not notice, with all cells.
struct SlipReach: Sendable, Equatable {
    /// The checks that need one of the cells, themselves or by other cells that they need.
    let checks: Set<String>
    /// The cells that neither these checks need, nor what they need, nor everybody, as an import is.
    let spared: Set<String>

    init(of changed: Set<String>, in document: NotebookDocument) {
        let cells = document.cells.filter(\.options.eval), nodes = CellGraph(cells).nodes
        var touched = changed
        // What a cell needs stands above it.
        for node in nodes where node.needs.contains(where: { touched.contains($0.cell) }) { touched.insert(node.cell) }
        checks = Set(cells.filter { $0.options.check != nil && touched.contains($0.id) }.map(\.id))
        // A cell that is broken is told of, whoever needs it.
        var needed = checks.union(changed).union(cells.filter { CellShape($0).hasImports }.map(\.id))
        for node in nodes.reversed() where needed.contains(node.cell) { needed.formUnion(node.needs.map(\.cell)) }
        spared = Set(cells.map(\.id)).subtracting(needed)
    }
}
