/// A notebook read as far as it can be. What students hand in may be no valid notebook: a fence without an end, an id
/// that stands twice, an option that there is not. Their cells are found all the same.
public struct LenientNotebook: Sendable {
    /// A Swift fence.
    public struct Fence: Sendable, Equatable {
        /// What its option lines give as `id`, if that can be one.
        public var id: String?
        /// Whether its option lines leave it to be run.
        public var isEvaluated = true
        /// Its content, option lines included, with a line feed at the end of each line.
        public var source: String
        /// The line of the file on which `source` begins.
        public var firstLine: Int
        /// See `Cell`.
        public var removedColumns: [Int]

        /// How many of its first lines are options.
        public var optionLines: Int { source.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("//|") }.count }
        /// Its content below the option lines.
        public var code: String {
            source.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(optionLines).joined(separator: "\n")
        }
    }

    /// What stands between the two comments of a text answer.
    public struct Text: Sendable, Equatable {
        public var id: String
        public var markdown: String
        /// The lines of the file, the comments' included.
        public var lines: ClosedRange<Int>
    }

    public enum Piece: Sendable, Equatable {
        case fence(Fence)
        case text(Text)
    }

    /// Why not even that much can be read.
    public enum Fault: Error, Equatable, CustomStringConvertible {
        case notText
        case nestedTooDeeply

        public var description: String {
            switch self {
            case .notText: "it is no text in UTF-8"
            case .nestedTooDeeply: "its lists and quotes are nested too deeply"
            }
        }
    }

    /// The lines between the two `---` at its top, a line feed behind each; empty where there are none.
    public let frontMatter: String
    /// In the order of the file.
    public let pieces: [Piece]

    /// A file without anything in it.
    public static let empty = LenientNotebook(frontMatter: "", pieces: [])

    private init(frontMatter: String, pieces: [Piece]) {
        self.frontMatter = frontMatter
        self.pieces = pieces
    }

    public var fences: [Fence] { pieces.compactMap { if case .fence(let fence) = $0 { fence } else { nil } } }
    public var texts: [Text] { pieces.compactMap { if case .text(let text) = $0 { text } else { nil } } }

    public init(_ bytes: [UInt8]) throws(Fault) {
        guard !bytes.contains(0), let string = String(validating: bytes, as: UTF8.self) else { throw .notText }
        let text = SourceText(string, path: "")
        let end = text.lines.first == "---" ? text.lines.dropFirst().firstIndex(of: "---") : nil
        let frontCount = end.map { $0 + 1 } ?? 0
        frontMatter = text.lines[..<(end ?? 0)].dropFirst().map { $0 + "\n" }.joined()
        let body = text.lines.indices.map { $0 < frontCount ? "" : text.lines[$0] }
        guard Self.isReadable(body) else { throw .nestedTooDeeply }
        var reader = LenientReader(lines: body)
        reader.read(CommonMarkTree(body.map { $0 + "\n" }.joined()).root)
        pieces = reader.pieces
    }

    /// Whether libcmark is done with it soon: on each line it goes through all lists and quotes that are open.
    private static func isReadable(_ lines: [Substring]) -> Bool {
        var deepest = 0
        for line in lines {
            var depth = 0, blanks = 0, rest = line.utf8[...]
            while let byte = rest.popFirst() {
                switch byte {
                case UInt8(ascii: " "), UInt8(ascii: "\t"): blanks += 1
                case UInt8(ascii: ">"): depth += 1
                case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: ")"):
                    if let next = rest.first, next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { depth += 1 }
                case UInt8(ascii: "0")...UInt8(ascii: "9"): break
                default: rest = rest[rest.endIndex...]
                }
            }
            deepest = max(deepest, depth + blanks / 2)
        }
        return deepest < 10_000 && deepest.multipliedReportingOverflow(by: lines.count).partialValue <= 50_000_000
    }
}

/// Goes through libcmark's tree for fences and text answers.
private struct LenientReader {
    let lines: [Substring]
    private(set) var pieces: [LenientNotebook.Piece] = []
    /// The text answer that has begun, and the pieces in it, which are cells if it turns out to have no end.
    private var open: (id: String, line: Int, held: [LenientNotebook.Piece])?

    init(lines: [Substring]) { self.lines = lines }

    mutating func read(_ root: CommonMarkNode) {
        for node in root.children {
            guard node.kind == .htmlBlock else {
                read(node, depth: 0)
                continue
            }
            let comment = node.literal.drop(while: \.isWhitespace)
            if let id = Self.answerID(comment) {
                give(upTo: node.startLine - 1)
                open = (id, node.startLine, [])
            } else if comment.hasPrefix("<!-- end answer") {
                guard let begun = open else { continue }
                open = nil
                // The line on which libcmark says that such a block ends is not always right.
                pieces.append(.text(text(begun.id, begun.line, node.startLine, contentEnd: node.startLine - 1)))
            }
        }
        give(upTo: lines.count)
    }

    /// Ends a text answer whose own end is missing: it goes up to the first cell behind it, or to a line.
    private mutating func give(upTo last: Int) {
        guard let begun = open else { return }
        open = nil
        var end = last
        if case .fence(let first)? = begun.held.first { end = first.firstLine - 2 }
        pieces.append(.text(text(begun.id, begun.line, max(begun.line, end), contentEnd: end)))
        pieces += begun.held
    }

    private func text(_ id: String, _ first: Int, _ last: Int, contentEnd: Int) -> LenientNotebook.Text {
        // The comment with the answer's id may have several lines.
        let comment = (first...max(first, contentEnd)).first { lines.indices.contains($0 - 1) && lines[$0 - 1].contains("-->") } ?? first
        let content = comment < contentEnd ? lines[comment..<min(contentEnd, lines.count)].map { $0 + "\n" }.joined() : ""
        return LenientNotebook.Text(id: id, markdown: content, lines: first...max(first, last))
    }

    private static func answerID(_ comment: Substring) -> String? {
        guard comment.hasPrefix("<!--") else { return nil }
        let line = comment.dropFirst(4).prefix { !$0.isLineEnd }.drop(while: \.isWhitespace)
        guard line.hasPrefix("answer:") else { return nil }
        let id = line.dropFirst(7).split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        let bare = id.hasSuffix("-->") ? String(id.dropLast(3)) : id
        return OptionLines.isID(bare) ? bare : nil
    }

    private mutating func read(_ node: CommonMarkNode, depth: Int) {
        switch node.kind {
        case .codeBlock:
            let language = node.fenceInfo.split(whereSeparator: \.isWhitespace).first
            guard language?.lowercased() == "swift" else { return }
            for fence in fences(startLine: node.startLine, content: node.literal) {
                if open == nil { pieces.append(.fence(fence)) } else { open?.held.append(.fence(fence)) }
            }
        case .quote, .list, .item:
            // Deeper than this nobody hands in a cell, and this function calls itself.
            guard depth < InlineBuilder.deepest else { return }
            for child in node.children { read(child, depth: depth + 1) }
        default: break
        }
    }

    /// The cells of a fence: several where one was not closed, and the next one's first lines, options among them, stand in it.
    private func fences(startLine: Int, content: String) -> [LenientNotebook.Fence] {
        let inside = SourceText(content, path: "").lines
        var fences: [LenientNotebook.Fence] = [], start = 0
        for index in inside.indices.dropLast() where index >= start {
            guard Self.opensCell(inside[index]), inside[index + 1].hasPrefix("//|") else { continue }
            fences.append(fence(inside[start..<index], firstLine: startLine + 1 + start))
            start = index + 1
        }
        fences.append(fence(inside[start...], firstLine: startLine + 1 + start))
        return fences
    }

    private static func opensCell(_ line: Substring) -> Bool {
        let mark = line.drop { $0 == " " }
        let ticks = mark.prefix { $0 == "`" }.count
        return ticks >= 3 && mark.dropFirst(ticks).trimmingPrefix(while: \.isWhitespace).hasPrefix("swift")
    }

    private func fence(_ content: ArraySlice<Substring>, firstLine: Int) -> LenientNotebook.Fence {
        let removed = content.enumerated().map { offset, line -> Int in
            let index = firstLine - 1 + offset
            return lines.indices.contains(index) && lines[index].hasSuffix(line) ? lines[index].count - line.count : 0
        }
        return LenientNotebook.Fence(
            id: Self.values(of: "id", in: content).first(where: OptionLines.isID), isEvaluated: Self.values(of: "eval", in: content).first != "false",
            source: content.map { $0 + "\n" }.joined(), firstLine: firstLine, removedColumns: removed)
    }

    /// What a cell's option lines give for an option, without quotes and comments.
    private static func values(of name: String, in content: ArraySlice<Substring>) -> [String] {
        content.prefix { $0.hasPrefix("//|") }.compactMap { line in
            let option = line.dropFirst(3).drop(while: \.isWhitespace)
            guard option.hasPrefix(name + ":") else { return nil }
            let value = option.dropFirst(name.count + 1).split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            func isAround(_ character: Character) -> Bool { character.isWhitespace || character == "\"" || character == "'" }
            return String(value.drop(while: isAround).reversed().drop(while: isAround).reversed())
        }
    }
}
