/// Makes text answers of what stands between two comments, and collects what is wrong with them.
struct TextAnswerReader {
    /// A comment of the format's own; any other is the author's.
    enum Mark {
        case begin, end

        init?(_ comment: String) {
            let text = comment.drop(while: \.isWhitespace)
            guard text.hasPrefix("<!--") else { return nil }
            let words = text.dropFirst(4).drop(while: \.isWhitespace)
            if words.hasPrefix("answer:") {
                self = .begin
            } else if words.hasPrefix("end answer"), words.dropFirst("end answer".count).drop(while: \.isWhitespace).hasPrefix("-->") {
                self = .end
            } else {
                return nil
            }
        }
    }

    static let known = ["answer", "points", "rubric"]

    let text: SourceText
    private(set) var diagnostics: [Diagnostic] = []
    /// The names that were given, and where.
    private(set) var names: [(id: String, place: SourcePosition)] = []

    init(_ text: SourceText) { self.text = text }

    /// The line on which a comment ends.
    func lastLine(ofCommentAt line: Int) -> Int {
        (line...max(line, text.lines.count)).first { text.line($0).contains("-->") } ?? text.lines.count
    }

    /// Reads an answer.
    /// - Parameters:
    ///   - line: where the comment before it begins.
    ///   - end: the line of the comment behind it; `nil` where there is none, and `lastLine` is the last that may be the answer's.
    /// - Returns: `nil` where it has no name or no points, which is then reported.
    mutating func read(at line: Int, end: Int?, lastLine: Int, blocks: [MarkdownBlock]) -> TextAnswer? {
        let headEnd = self.lastLine(ofCommentAt: line)
        if end == nil { report(line, "this answer has no end; put a line `<!-- end answer -->` below it") }
        checkRest(of: headEnd, what: "the comment that begins an answer")
        if let end { checkRest(of: end, what: "the comment that ends an answer") }
        let (yaml, columns) = head(line...headEnd)
        var settings = Settings(yaml: yaml, noun: "answer option", known: Self.known, place: .init(firstLine: line, removedColumns: columns), path: text.path)
        let points = settings.points("points"), rubric = settings.lines("rubric") ?? []
        var id = settings.string("answer")
        let place = settings.position(of: "answer") ?? SourcePosition(line: line, column: 1)
        if let name = id, !OptionLines.isID(name) {
            settings.report(place, "an answer's name must begin with a letter and go on with letters, digits, `_` or `-`, not `\(name)`")
            id = nil
        }
        if !settings.has("points"), settings.diagnostics.isEmpty { settings.report(place, "an answer is worth `points`; put in a line `points: 4`") }
        diagnostics += settings.diagnostics
        guard let id else { return nil }
        names.append((id, place))
        guard let points else { return nil }
        let content = (headEnd + 1)..<max(headEnd + 1, end ?? lastLine + 1)
        let markdown = content.map { text.line($0) + "\n" }.joined()
        return TextAnswer(id: id, points: points, rubric: rubric, prose: Prose(blocks: blocks), markdown: markdown, lines: line...max(headEnd, end ?? lastLine))
    }

    mutating func report(_ line: Int, _ message: String) { diagnostics.append(text.error(line: line, message)) }

    /// The YAML in a comment, and what was taken away before each of its lines.
    private func head(_ lines: ClosedRange<Int>) -> (yaml: String, columns: [Int]) {
        var texts = lines.map { text.line($0) }
        if let end = texts.last?.firstRange(of: "-->") { texts[texts.count - 1] = texts[texts.count - 1][..<end.lowerBound] }
        let first = texts[0].firstRange(of: "<!--").map { texts[0][$0.upperBound...] } ?? texts[0]
        let start = first.drop(while: \.isWhitespace)
        let further = texts.dropFirst().filter { !$0.allSatisfy(\.isWhitespace) }
        let indentation = further.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        let rest = texts.dropFirst().map { $0.dropFirst(min(indentation, $0.prefix { $0 == " " }.count)) }
        let columns = [texts[0].count - start.count] + zip(texts.dropFirst(), rest).map { $0.count - $1.count }
        return (([start] + rest).map { $0 + "\n" }.joined(), columns)
    }

    private mutating func checkRest(of line: Int, what: String) {
        let content = text.line(line)
        guard let end = content.firstRange(of: "-->"), !content[end.upperBound...].allSatisfy(\.isWhitespace) else { return }
        report(line, "\(what) has nothing behind it on its line; begin a new one")
    }
}
