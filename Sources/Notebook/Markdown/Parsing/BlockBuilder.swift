/// Makes blocks of libcmark's nodes, and cells of the Swift fences among them.
///
/// A cell inside a list or a block quote stands between two parts of it: the quote before, the cell,
/// the quote's rest. So cells stay in order, and what a cell shows has the page's full width. The rest
/// of a list goes on with its numbers, and the rest of an item is marked as such.
struct BlockBuilder {
    /// A part of the document: prose, or a cell or a text answer between prose.
    enum Piece {
        case block(MarkdownBlock)
        case cell(Cell)
        case answer(TextAnswer)
    }

    private let lines: [Substring]
    private let root: CommonMarkNode
    private let inlineBuilder: InlineBuilder
    private let tableBuilder: TableBuilder
    /// `nil` where Swift fences are listings.
    private var cellReader: CellReader?
    private var answerReader: TextAnswerReader?
    /// Whether the nodes that are read are a text answer's: no cell is among them.
    private var isInAnswer = false
    /// The first line that is nested too deeply to be read.
    private var tooDeepLine: Int?

    init(lines: [Substring], cellReader: CellReader?) {
        let mask = MathMask(lines)
        self.lines = mask.lines
        self.cellReader = cellReader
        answerReader = cellReader.map { TextAnswerReader($0.text) }
        root = CommonMarkTree(mask.lines.map { $0 + "\n" }.joined()).root
        inlineBuilder = InlineBuilder(mask: mask)
        tableBuilder = TableBuilder(
            inlineBuilder: inlineBuilder, definitions: LinkDefinitions.text(in: mask.lines, below: root))
    }

    /// What is wrong with the document, as far as `pieces()` has seen it.
    var diagnostics: [Diagnostic] {
        let tooDeep = tooDeepLine.flatMap { line in
            cellReader?.text.error(line: line, "this is nested more than \(InlineBuilder.deepest) levels deep; write it flatter")
        }
        return (cellReader?.diagnostics ?? []) + (answerReader?.diagnostics ?? []) + (tooDeep.map { [$0] } ?? [])
    }

    /// To be called after `pieces()`; see `CellReader`.
    mutating func checkCells() {
        cellReader?.checkNames(andAnswers: answerReader?.names ?? [])
        cellReader?.checkParameterCells()
    }

    /// The whole document.
    mutating func pieces() -> [Piece] {
        var rest = root.children[...], result: [Piece] = []
        while let node = rest.popFirst() {
            if mark(of: node) == .begin {
                result += answer(node, &rest)
            } else {
                if mark(of: node) == .end {
                    answerReader?.report(node.startLine, "no answer begins above this comment; begin it with `<!-- answer: name`, its points and `-->`")
                }
                result += pieces(node, quotes: 0, depth: 0)
            }
        }
        return result
    }

    private func mark(of node: CommonMarkNode) -> TextAnswerReader.Mark? {
        answerReader != nil && node.kind == .htmlBlock ? TextAnswerReader.Mark(node.literal) : nil
    }

    /// A text answer whose first comment is a node; takes what belongs to it off the rest.
    private mutating func answer(_ head: CommonMarkNode, _ rest: inout ArraySlice<CommonMarkNode>) -> [Piece] {
        let end = rest.firstIndex { mark(of: $0) != nil }.flatMap { mark(of: rest[$0]) == .end ? $0 : nil }
        // One without an end has none of the cells behind it.
        let stop = end ?? rest.firstIndex { mark(of: $0) != nil || isCell($0) } ?? rest.endIndex
        isInAnswer = true
        let content = rest[..<stop].flatMap { pieces($0, quotes: 0, depth: 0) }
        isInAnswer = false
        let lastLine = rest.indices.contains(stop) ? rest[stop].startLine - 1 : lines.count
        let endLine = end.map { rest[$0].startLine }
        rest = rest[(end.map { $0 + 1 } ?? stop)...]
        let blocks = content.compactMap { if case .block(let block) = $0 { block } else { nil } }
        return answerReader?.read(at: head.startLine, end: endLine, lastLine: lastLine, blocks: blocks).map { [.answer($0)] } ?? content
    }

    private func isCell(_ node: CommonMarkNode) -> Bool {
        node.kind == .codeBlock && node.fenceInfo.split(whereSeparator: \.isWhitespace).first?.lowercased() == "swift"
    }

    private mutating func pieces(_ node: CommonMarkNode, quotes: Int, depth: Int) -> [Piece] {
        guard depth < InlineBuilder.deepest else {
            tooDeepLine = tooDeepLine ?? node.startLine
            return []
        }
        switch node.kind {
        case .heading: return [.block(.heading(level: node.headingLevel, inlineBuilder.inlines(node.children)))]
        case .paragraph: return paragraph(node, quotes: quotes)
        case .thematicBreak: return [.block(.thematicBreak)]
        case .htmlBlock:
            if depth > 0, mark(of: node) != nil {
                answerReader?.report(node.startLine, "an answer's comments stand by themselves, not in a list or a quote; put them at the beginning of their lines")
            }
            return [.block(.html(node.literal))]
        case .codeBlock: return [codeBlock(node)]
        case .quote:
            let parts = node.children.flatMap { pieces($0, quotes: quotes + 1, depth: depth + 1) }
            return Self.grouped(parts).map { $0.piece { .quote($0) } }
        case .list: return list(node, quotes: quotes, depth: depth)
        default: return []
        }
    }

    private mutating func codeBlock(_ node: CommonMarkNode) -> Piece {
        let language = node.fenceInfo.split(whereSeparator: \.isWhitespace).first.map(String.init)
        guard language?.lowercased() == "swift", cellReader != nil, !isInAnswer else { return .block(.code(language: language, node.literal)) }
        let line = lines.indices.contains(node.startLine - 1) ? lines[node.startLine - 1] : ""
        let column = String(decoding: line.utf8.prefix(node.startColumn - 1), as: UTF8.self).count + 1
        return (cellReader?.read(fenceAt: node.startLine, column: column, content: node.literal)).map(Piece.cell)
            ?? .block(.code(language: language, node.literal))
    }

    private func paragraph(_ node: CommonMarkNode, quotes: Int) -> [Piece] {
        let range = (node.startLine - 1)..<min(node.endLine, lines.count)
        let text = range.enumerated().map { offset, index in
            offset == 0
                ? Substring(lines[index].utf8.dropFirst(node.startColumn - 1)) : Self.content(lines[index], quotes: quotes)
        }
        if let blocks = tableBuilder.blocks(of: text) { return blocks.map(Piece.block) }
        return [.block(.paragraph(inlineBuilder.inlines(node.children)))]
    }

    /// A continuation line without the marks of the block quotes around it.
    private static func content(_ line: Substring, quotes: Int) -> Substring {
        var line = line
        for _ in 0..<quotes {
            let rest = line.drop { $0 == " " || $0 == "\t" }
            guard rest.first == ">" else { break }
            line = rest.dropFirst()
        }
        return line
    }

    private mutating func list(_ node: CommonMarkNode, quotes: Int, depth: Int) -> [Piece] {
        var result: [Piece] = []
        var items: [MarkdownList.Item] = []
        var number = node.listStart
        var start = number
        func flush() {
            if !items.isEmpty { result.append(.block(.list(MarkdownList(start: start, isTight: node.isTightList, items: items)))) }
            items = []
            start = number
        }
        for item in node.children {
            let parts = item.children.flatMap { pieces($0, quotes: quotes, depth: depth + 1) }
            let groups = Self.grouped(parts)
            // An item without anything in it still has its mark.
            if groups.isEmpty { items.append(MarkdownList.Item([])) }
            for (index, group) in groups.enumerated() {
                switch group {
                case .blocks(let blocks):
                    items.append(index == 0 ? TaskItem.item(blocks) : MarkdownList.Item(blocks, isContinuation: true))
                case .other(let piece):
                    flush()
                    result.append(piece)
                }
            }
            number = number.map { $0 + 1 }
            if items.isEmpty { start = number }
        }
        flush()
        return result
    }

    /// Cells, and the blocks between them.
    private enum Group {
        case blocks([MarkdownBlock])
        case other(Piece)

        func piece(_ container: ([MarkdownBlock]) -> MarkdownBlock) -> Piece {
            switch self {
            case .blocks(let blocks): .block(container(blocks))
            case .other(let piece): piece
            }
        }
    }

    private static func grouped(_ pieces: [Piece]) -> [Group] {
        pieces.reduce(into: []) { groups, piece in
            switch piece {
            case .cell, .answer: groups.append(.other(piece))
            case .block(let block):
                if case .blocks(let blocks) = groups.last {
                    groups[groups.count - 1] = .blocks(blocks + [block])
                } else {
                    groups.append(.blocks([block]))
                }
            }
        }
    }
}
