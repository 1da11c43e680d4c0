import CellCompiler

/// A notebook's graph as text: a line a cell, and below it what it takes from where.
enum GraphText {
    static func text(_ graph: CellGraph) -> String {
        let needed = Set(graph.nodes.flatMap { $0.needs.map(\.cell) })
        return graph.nodes.map { node in
            let alone = node.needs.isEmpty && !needed.contains(node.cell) ? "  (stands alone)" : ""
            let needs = node.needs.map { "    ← \($0.cell): \($0.names.joined(separator: ", "))\n" }
            return "  \(node.cell), line \(node.position.line)\(alone)\n" + needs.joined()
        }.joined()
    }
}
