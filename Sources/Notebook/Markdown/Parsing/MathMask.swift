/// Keeps `$…$` and `$$…$$` from being read as Markdown, in which `*`, `_` and `\` mean something else.
///
/// CommonMark knows no math. So the document is parsed twice: once to learn which lines are running
/// text, and again with every formula in them replaced by a mark, which the tree's makers turn back.
///
/// The rules are pandoc's: no space after the opening dollar, none before the closing one, no digit
/// after it, and no formula across a block's end. `\$` is a dollar.
struct MathMask {
    /// The document's lines with marks in place of formulas.
    private(set) var lines: [Substring]
    private var formulas: [MathScanner.Formula] = []
    /// A mark is `open`, the formula's number and `close`; `rest` stands on the formula's other lines.
    /// All three are private-use characters that the document itself does not contain.
    private let open: Unicode.Scalar, close: Unicode.Scalar, rest: Unicode.Scalar

    init(_ lines: [Substring]) {
        self.lines = lines
        let free = Self.unusedScalars(in: lines)
        (open, close, rest) = (free[0], free[1], free[2])
        guard lines.contains(where: { $0.unicodeScalars.contains("$") }) else { return }
        maskRunningText(CommonMarkTree(lines.map { $0 + "\n" }.joined()).root, quotes: 0)
    }

    /// Private use has more characters than a document of any bound that we read could use up, but
    /// there is no need to search it all.
    private static func unusedScalars(in lines: [Substring]) -> [Unicode.Scalar] {
        var used: Set<Unicode.Scalar> = []
        for line in lines {
            for scalar in line.unicodeScalars where scalar.value >= 0xF0000 { used.insert(scalar) }
        }
        let free = (UInt32(0xF0000)...0x10FFFD).lazy.compactMap(Unicode.Scalar.init).filter { !used.contains($0) }
        let found = Array(free.prefix(3))
        // Three that stand in the document only make its formulas look odd.
        return found.count == 3 ? found : ["\u{F0000}", "\u{F0001}", "\u{F0002}"]
    }

    /// Masks the formulas of every paragraph and heading below a node.
    private mutating func maskRunningText(_ root: CommonMarkNode, quotes: Int) {
        var pending = [(node: root, quotes: quotes)]
        while let (node, quotes) = pending.popLast() {
            switch node.kind {
            case .paragraph, .heading: maskBlock(node, quotes: quotes)
            case .document, .list, .item: pending += node.children.map { ($0, quotes) }
            case .quote: pending += node.children.map { ($0, quotes + 1) }
            default: break
            }
        }
    }

    private mutating func maskBlock(_ node: CommonMarkNode, quotes: Int) {
        let range = (node.startLine - 1)..<min(node.endLine, lines.count)
        guard range.contains(where: { lines[$0].unicodeScalars.contains("$") }) else { return }
        var block = range.map { Array(lines[$0].unicodeScalars) }
        let prefixes = zip(range, block).map { index, line in
            index == range.lowerBound
                ? lines[index].utf8.prefix(node.startColumn - 1).unicodeScalarCount
                : Self.containerPrefix(line, quotes: quotes)
        }
        // From the last to the first, so that earlier places stay where they are.
        for formula in MathScanner(block, prefixes: prefixes).formulas().reversed() {
            let mark = [open] + Array(String(formulas.count).unicodeScalars) + [close]
            formulas.append(formula)
            if formula.start.line == formula.end.line {
                block[formula.start.line].replaceSubrange(formula.start.column..<formula.end.column, with: mark)
                continue
            }
            block[formula.end.line].replaceSubrange(prefixes[formula.end.line]..<formula.end.column, with: [rest])
            for line in (formula.start.line + 1)..<formula.end.line {
                block[line].replaceSubrange(prefixes[line]..., with: [rest])
            }
            block[formula.start.line].replaceSubrange(formula.start.column..., with: mark)
        }
        for (index, line) in zip(range, block) {
            var text = Substring.UnicodeScalarView()
            text.append(contentsOf: line)
            lines[index] = Substring(text)
        }
    }

    /// How many characters at a continuation line's front belong to the block quotes around it.
    private static func containerPrefix(_ line: [Unicode.Scalar], quotes: Int) -> Int {
        var left = quotes
        let end = line.firstIndex { scalar in
            if scalar == ">", left > 0 {
                left -= 1
                return false
            }
            return scalar != " " && scalar != "\t"
        }
        return end ?? line.count
    }

    /// The text with its formulas as inlines of their own.
    func split(_ text: String) -> [MarkdownInline] {
        pieces(text).map { piece in
            switch piece {
            case .text(let text): .text(text)
            case .formula(let formula): .math(formula.content, display: formula.isDisplay)
            }
        }
    }

    /// The text as its author wrote it.
    func unmask(_ text: String) -> String {
        pieces(text).map { piece in
            switch piece {
            case .text(let text): text
            case .formula(let formula): formula.source
            }
        }.joined()
    }

    private enum Piece {
        case text(String)
        case formula(MathScanner.Formula)
    }

    private func pieces(_ text: String) -> [Piece] {
        guard !formulas.isEmpty else { return [.text(text)] }
        var pieces: [Piece] = [], plain = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if scalar == rest { continue }
            guard scalar == open, let end = scalars.firstIndex(of: close),
                let number = Int(String(scalars[..<end])), formulas.indices.contains(number)
            else {
                plain.append(scalar)
                continue
            }
            if !plain.isEmpty { pieces.append(.text(String(plain))) }
            plain = String.UnicodeScalarView()
            pieces.append(.formula(formulas[number]))
            scalars = scalars[scalars.index(after: end)...]
        }
        if !plain.isEmpty { pieces.append(.text(String(plain))) }
        return pieces
    }
}

extension Substring.UTF8View.SubSequence {
    /// How many characters begin in these bytes of UTF-8.
    fileprivate var unicodeScalarCount: Int { reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) } }
}
