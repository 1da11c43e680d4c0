import Notebook
import SwiftParser
import SwiftSyntax

/// Code as a sequence of tokens, without what a copyist changes first: comments, layout, literals, and the names that the
/// code itself declares. Names of libraries stay, for using the same ones is the likeness that is sought.
struct TokenStream {
    struct Token {
        var hash: UInt64
        /// Counted from 1.
        var line: Int
    }

    /// Longer code is compared by its beginning.
    static let most = 20_000

    private(set) var tokens: [Token] = []

    init(_ code: String) {
        // Not deep, but the parser may look ahead deeply; see `SourceTree`.
        let tree = DeepReading.run(bytes: min(code.utf8.count, DeepReading.longest)) { Parser.parse(source: code) } ?? Parser.parse(source: code)
        let names = DeclaredNames(viewMode: .sourceAccurate)
        names.walk(tree)
        // Lines are counted on the way: a converter would look each of them up.
        var line = 1
        for token in tree.tokens(viewMode: .sourceAccurate) {
            line += Self.lines(in: token.leadingTrivia)
            if let text = Self.text(token, own: names.found), tokens.count < Self.most { tokens.append(Token(hash: Self.hash(text), line: line)) }
            line += token.text.utf8.count { $0 == 0x0A } + Self.lines(in: token.trailingTrivia)
        }
    }

    private static func lines(in trivia: Trivia) -> Int {
        trivia.reduce(0) { count, piece in
            switch piece {
            case .newlines(let lines), .carriageReturnLineFeeds(let lines): count + lines
            case .blockComment(let text), .docBlockComment(let text), .unexpectedText(let text): count + text.utf8.count { $0 == 0x0A }
            default: count
            }
        }
    }

    private static func text(_ token: TokenSyntax, own: Set<String>) -> String? {
        switch token.tokenKind {
        case .endOfFile, .semicolon: nil
        case .identifier(let name): own.contains(name) ? "name" : ".\(name)"
        case .dollarIdentifier: "name"
        case .integerLiteral, .floatLiteral: "number"
        case .stringSegment: "text"
        default: token.text
        }
    }

    /// FNV-1a: the same on every machine and in every run, unlike Swift's own.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}

/// The names that a stretch of code declares.
private final class DeclaredNames: SyntaxVisitor {
    private(set) var found: Set<String> = []

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind { add(node.identifier) }
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: ClosureShorthandParameterSyntax) -> SyntaxVisitorContinueKind { add(node.name) }
    override func visit(_ node: ClosureParameterSyntax) -> SyntaxVisitorContinueKind { add(node.firstName, node.secondName) }
    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind { add(node.firstName, node.secondName) }

    private func add(_ names: TokenSyntax?...) -> SyntaxVisitorContinueKind {
        for case .identifier(let name)? in names.map({ $0?.tokenKind }) { found.insert(name) }
        return .visitChildren
    }
}
