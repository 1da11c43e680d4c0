import Notebook
import SwiftParser
import SwiftSyntax

/// What a teacher's notebook holds that no file of its release may: solutions, hidden checks, the judge's cells, rubrics
/// and model answers, in so far as the same does not stand in what students are to see anyway.
public struct Secrets: Sendable {
    public struct Secret: Sendable, Equatable {
        public var text: String
        /// Where it is of: `of the solution of `mean``.
        public var what: String
        /// The line of the teacher's notebook.
        public var line: Int
    }

    /// As they may stand anywhere in a file; each long enough to be there by no chance.
    public let texts: [Secret]
    /// Whole lines, which may not be lines of the students' notebook.
    public let lines: [Secret]

    /// Bytes that a text takes at least.
    static let shortest = 12

    public init(_ document: NotebookDocument) {
        let file = FileLines(document.source)
        var found: [Secret] = [], hidden: Set<Int> = [], stubs: [String] = [TextAnswer.stub]
        func add(_ numbers: Range<Int>, _ what: String) {
            for number in numbers {
                found.append(Secret(text: Self.trimmed(file.text(number)), what: what, line: number))
                hidden.insert(number)
            }
        }
        for block in document.blocks {
            switch block {
            case .prose: break
            case .textAnswer(let answer):
                add(answer.lines.lowerBound..<(answer.lines.upperBound + 1), "of the answer `\(answer.id)`")
                // What earns points, without how many.
                found += answer.rubric.map { item in
                    let words = item.firstRange(of: ": ").map { item[$0.upperBound...] } ?? item[...]
                    return Secret(text: String(words), what: "of the rubric of `\(answer.id)`", line: answer.lines.lowerBound)
                }
            case .cell(let cell):
                if cell.options.isForJudge || cell.options.check?.isHidden == true {
                    add(cell.fenceLines, cell.options.isForJudge ? "of the judge's cell `\(cell.id)`" : "of the hidden check `\(cell.id)`")
                }
                for region in cell.solutionRegions {
                    let range = (region.lines.lowerBound + cell.firstLine - 1)..<(region.lines.upperBound + cell.firstLine)
                    hidden.formUnion(range)
                    stubs += region.stub
                    for line in range where region.solution.map(Self.trimmed).contains(Self.trimmed(file.text(line))) {
                        found.append(Secret(text: Self.trimmed(file.text(line)), what: "of the solution of `\(cell.id)`", line: line))
                    }
                }
            }
        }
        // The format's own comments stand in a release too.
        let format = document.textAnswers.flatMap { ["<!-- answer: \($0.id)", "points: \(PointsText.text($0.points))", "-->", "<!-- end answer -->"] }
        let publicLines = (1...max(1, file.lines.count)).filter { !hidden.contains($0) }.map { Self.trimmed(file.text($0)) } + (stubs + format).map(Self.trimmed)
        let publicText = publicLines.joined(separator: "\n"), publicLineSet = Set(publicLines)
        lines = found.filter { $0.text.utf8.count > 2 && !publicLineSet.contains($0.text) }
        var seen: Set<String> = []
        texts = (found + found.flatMap(Self.literals)).filter {
            $0.text.utf8.count >= Self.shortest && !publicText.contains($0.text) && seen.insert($0.text).inserted
        }
    }

    /// What a line says in quotation marks.
    private static func literals(in secret: Secret) -> [Secret] {
        // An option line is a comment to Swift, and has its texts all the same.
        let code = secret.text.hasPrefix("//|") ? String(secret.text.dropFirst(3)) : secret.text
        return Parser.parse(source: code).tokens(viewMode: .sourceAccurate).compactMap { token in
            guard case .stringSegment(let text) = token.tokenKind else { return nil }
            return Secret(text: text, what: secret.what, line: secret.line)
        }
    }

    private static func trimmed(_ line: some StringProtocol) -> String {
        let start = line.drop { $0.isWhitespace || $0 == ">" }
        return String(start.prefix(start.reversed().drop(while: \.isWhitespace).count))
    }
}
