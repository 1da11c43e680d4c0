import Notebook
import SwiftParser
import SwiftSyntax

/// The parser's tree of code that anybody may have written. The parser calls itself too, and where it looks ahead (over
/// `#if` in `#if`, say) no tree tells afterwards how deep it was.
enum SourceTree {
    /// Code that is shorter, in bytes, exhausts no stack.
    private static let harmless = 1500

    static func of(_ code: String) -> SourceFileSyntax {
        guard code.utf8.count >= harmless else { return Parser.parse(source: code) }
        return DeepReading.run(bytes: min(code.utf8.count, DeepReading.longest)) { Parser.parse(source: code) } ?? Parser.parse(source: code)
    }
}
