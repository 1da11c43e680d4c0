import Notebook
import SwiftParser
import SwiftSyntax

/// How deeply code nests. All who look through it do so by functions that call themselves, on an ordinary thread's stack:
/// what somebody wrote to exhaust that is found out here, before anyone looks.
public enum SourceNesting {
    /// Levels of the syntax tree; code that people write has tens of them.
    public static let deepest = 1000
    /// Code that is shorter, in bytes, cannot nest deeper.
    private static let harmless = 1500
    /// Bytes of the longest code that is looked through.
    public static let longest = 64 << 10

    /// What is seen of code without a parser.
    enum Appearance: Equatable {
        /// It is so short, and opens so little, that it can be looked through.
        case harmless
        /// The parser has to tell.
        case unclear
        /// Whatever it is, nobody looks through it.
        case hopeless
    }

    static func appearance(of code: String) -> Appearance {
        if code.utf8.count > longest || !hasFewBrackets(code, most: mostOpen) { return .hopeless }
        // A row of attributes takes the parser the cube of its length.
        let isQuick = code.utf8.count < harmless && hasFewBrackets(code, most: harmlessOpen) && code.utf8.count { $0 == UInt8(ascii: "@") } <= harmlessOpen
        return isQuick ? .harmless : .unclear
    }

    /// Whether code can be looked through. The parser has forms that it needs years for, and may fail of what was written for
    /// that: code of people who are not trusted is for a `NestingReader`.
    public static func isBounded(_ code: String) -> Bool {
        switch appearance(of: code) {
        case .harmless: true
        case .hopeless: false
        case .unclear: DeepReading.run(bytes: code.utf8.count) { depth(of: Parser.parse(source: code)) <= deepest } ?? false
        }
    }

    /// Whether no more brackets are open at a time than people open, those in texts and comments counted too: with many,
    /// the parser takes longest.
    private static func hasFewBrackets(_ code: String, most: Int) -> Bool {
        var open = 0, angles = 0, last: UInt8 = 0
        for byte in code.utf8 {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            // What begins a list of types stands close behind a name.
            case UInt8(ascii: "<"): if last > 0x20, last != UInt8(ascii: "."), last != UInt8(ascii: "<") { angles += 1 }
            case UInt8(ascii: ">"): if last != UInt8(ascii: "-") { angles = max(0, angles - 1) }
            default: break
            }
            if open > most || angles > most { return false }
            last = byte
        }
        return true
    }

    private static let mostOpen = 100
    /// With so many the parser is quick, whatever they stand around.
    private static let harmlessOpen = 8

    /// Goes no further than to a level that is too deep.
    private static func depth(of tree: SourceFileSyntax) -> Int {
        var level: [Syntax] = [Syntax(tree)], depth = 0
        while !level.isEmpty, depth <= deepest {
            depth += 1
            level = level.flatMap { $0.children(viewMode: .all) }
        }
        return depth
    }
}
