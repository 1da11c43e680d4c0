/// Makes GitHub's tables of what CommonMark sees as paragraphs.
struct TableBuilder {
    let inlineBuilder: InlineBuilder
    /// The document's link definitions, so that a cell may use them.
    let definitions: String

    /// The blocks that a paragraph's lines make, or `nil` where there is no table among them. What
    /// stands above the header row stays a paragraph.
    func blocks(of lines: [Substring]) -> [MarkdownBlock]? {
        guard lines.count >= 2 else { return nil }
        for rule in 1..<lines.count {
            guard let alignments = TableRow.alignments(lines[rule]) else { continue }
            let header = TableRow.cells(lines[rule - 1])
            guard header.count == alignments.count else { continue }
            let above = paragraphs(lines[..<(rule - 1)].joined(separator: "\n"))
            return above + [table(header: header, alignments: alignments, rows: lines[(rule + 1)...])]
        }
        return nil
    }

    private func table(
        header: [String], alignments: [MarkdownTable.Alignment], rows: ArraySlice<Substring>
    ) -> MarkdownBlock {
        let cells = rows.map { row in
            let cells = TableRow.cells(row).prefix(header.count)
            return cells + Array(repeating: "", count: header.count - cells.count)
        }
        let inlines = self.inlines(header + cells.flatMap { $0 })
        let grid = stride(from: 0, to: inlines.count, by: header.count).map { Array(inlines[$0..<($0 + header.count)]) }
        return .table(MarkdownTable(alignments: alignments, header: grid[0], rows: Array(grid.dropFirst())))
    }

    /// Each text read as a paragraph of its own. A full stop before it keeps `#` or `-` from opening
    /// a block; as punctuation it leaves emphasis as it is.
    private func inlines(_ texts: [String]) -> [[MarkdownInline]] {
        let tree = CommonMarkTree(texts.map { "." + $0 }.joined(separator: "\n\n") + "\n\n" + definitions)
        let paragraphs = tree.root.children.prefix(texts.count)
        precondition(paragraphs.count == texts.count, "a line behind a full stop is a paragraph")
        return paragraphs.map { paragraph in
            var inlines = inlineBuilder.inlines(paragraph.children)
            if case .text(let text) = inlines.first {
                inlines[0] = .text(String(text.dropFirst()))
                if text.count == 1 { inlines.removeFirst() }
            }
            return inlines
        }
    }

    private func paragraphs(_ text: String) -> [MarkdownBlock] {
        CommonMarkTree(text + "\n\n" + definitions).root.children
            .filter { $0.kind == .paragraph }
            .map { .paragraph(inlineBuilder.inlines($0.children)) }
    }
}
