import Notebook

extension NotebookDocument {
    /// The document with other code in some of its cells, by their ids. Options stay as they are, and lines as they are
    /// counted in each cell.
    public func replacing(_ sources: [String: String]) -> NotebookDocument {
        let blocks = blocks.map { block -> NotebookBlock in
            guard case .cell(let cell) = block, let source = sources[cell.id] else { return block }
            let replaced = Cell(
                id: cell.id, ordinal: cell.ordinal, options: cell.options, source: source, firstLine: cell.firstLine, removedColumns: cell.removedColumns)
            return .cell(replaced)
        }
        return NotebookDocument(path: path, source: source, frontMatter: frontMatter, blocks: blocks)
    }

    /// The document without some of its cells; the others keep their ids and places.
    public func without(_ cells: Set<String>) -> NotebookDocument {
        let blocks = blocks.filter { if case .cell(let cell) = $0 { !cells.contains(cell.id) } else { true } }
        return NotebookDocument(path: path, source: source, frontMatter: frontMatter, blocks: blocks)
    }
}

extension Cell {
    /// The cell as students get it: stubs in place of solutions.
    public var stubSource: String {
        var lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for region in solutionRegions.reversed() { lines.replaceSubrange((region.lines.lowerBound - 1)..<region.lines.upperBound, with: region.stub) }
        return lines.joined(separator: "\n")
    }
}
