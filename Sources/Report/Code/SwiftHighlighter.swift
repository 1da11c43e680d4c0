import Notebook
import SwiftIDEUtils
import SwiftParser

/// Marks up Swift code by what its parts are, as the compiler's own parser sees them.
enum SwiftHighlighter {
    /// Beyond this many bytes code is shown plain: nobody writes such a cell by hand.
    private static let largestSize = 1 << 16

    /// The code line by line; a comment or string over several lines is marked on each.
    static func lines(of code: String) -> [HTML] {
        guard !code.isEmpty else { return [] }
        var code = code
        code.makeContiguousUTF8()
        // Whoever wrote it may have nested it as deep as it is long.
        let marked = code.utf8.count <= largestSize && hasFewBrackets(code) ? DeepReading.run(bytes: code.utf8.count) { markedLines(of: code) } : nil
        return marked ?? code.split(separator: "\n", omittingEmptySubsequences: false).map { HTML(text: String($0)) }
    }

    /// Whether no more brackets are open at a time than people open: with many, the parser takes longer than anybody waits.
    private static func hasFewBrackets(_ code: String) -> Bool {
        var open = 0, angles = 0
        for byte in code.utf8 {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            case UInt8(ascii: "<"): angles += 1
            case UInt8(ascii: ">"): angles = max(0, angles - 1)
            default: break
            }
            if open > mostBrackets || angles > mostBrackets { return false }
        }
        return true
    }

    private static let mostBrackets = 24

    private static func markedLines(of code: String) -> [HTML] {
        var lines: [HTML] = [""]
        func append(_ text: Substring, style: HTML?) {
            for (index, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { lines.append("") }
                guard !part.isEmpty else { continue }
                lines[lines.count - 1] += style.map { #"<span class="\#($0)">\#(part)</span>"# } ?? "\(part)"
            }
        }
        let utf8 = code.utf8
        func slice(_ from: Int, _ to: Int) -> Substring {
            code[utf8.index(utf8.startIndex, offsetBy: from)..<utf8.index(utf8.startIndex, offsetBy: to)]
        }
        var end = 0
        for part in Parser.parse(source: code).classifications {
            let range = part.range.lowerBound.utf8Offset..<part.range.upperBound.utf8Offset
            guard range.lowerBound >= end, range.upperBound <= utf8.count else { continue }
            append(slice(end, range.lowerBound), style: nil)
            append(slice(range.lowerBound, range.upperBound), style: style(part.kind))
            end = range.upperBound
        }
        append(slice(end, utf8.count), style: nil)
        return lines
    }

    private static func style(_ kind: SyntaxClassification) -> HTML? {
        switch kind {
        case .keyword: "k"
        case .type: "t"
        case .stringLiteral, .regexLiteral: "s"
        case .integerLiteral, .floatLiteral: "n"
        case .lineComment, .blockComment, .docLineComment, .docBlockComment: "c"
        case .attribute, .ifConfigDirective: "a"
        default: nil
        }
    }
}
