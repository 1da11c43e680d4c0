import SwiftParser
import SwiftSyntax

/// Whether what was written so far is a whole input, or goes on in another line.
enum InputCompleteness: Equatable {
    case complete
    /// Only more text makes it right: an open brace, an operator without its right side.
    case continues

    init(of text: String) {
        let tree = Parser.parse(source: text)
        self = Self.hasOpenComment(tree) || Self.isOnlyComments(tree) || Self.lacksItsEnd(tree) || Self.awaitsBody(tree) ? .continues : .complete
    }

    /// Whether something is missing at the end, and nothing is wrong before: an error that no further text mends
    /// is for the compiler to explain, now.
    private static func lacksItsEnd(_ tree: SourceFileSyntax) -> Bool {
        let search = MissingSearch(end: contentEnd(tree))
        search.walk(tree)
        return search.isMissingAtEnd && !search.isBeyondMending
    }

    /// Where the last token that was written ends.
    private static func contentEnd(_ tree: SourceFileSyntax) -> AbsolutePosition {
        let last = tree.tokens(viewMode: .all).filter { $0.presence == .present && !$0.text.isEmpty }.max { $0.position < $1.position }
        return last?.endPositionBeforeTrailingTrivia ?? tree.position
    }

    private static func hasOpenComment(_ tree: SourceFileSyntax) -> Bool {
        guard let last = tree.lastToken(viewMode: .all) else { return false }
        let trivia = [last.leadingTrivia, last.trailingTrivia, last.previousToken(viewMode: .sourceAccurate)?.trailingTrivia].compactMap(\.self)
        return trivia.contains { $0.contains { piece in
            switch piece {
            case .blockComment(let text), .docBlockComment(let text):
                // Comments nest.
                text.ranges(of: "/*").count > text.ranges(of: "*/").count
            default: false
            }
        } }
    }

    /// What they are about comes in the next line: a documented declaration, a cell with options.
    private static func isOnlyComments(_ tree: SourceFileSyntax) -> Bool {
        tree.statements.isEmpty && tree.endOfFileToken.leadingTrivia.contains { !$0.isWhitespace }
    }

    /// `func f()` alone could be a protocol's; at the top level its body comes in the next line.
    private static func awaitsBody(_ tree: SourceFileSyntax) -> Bool {
        guard !tree.hasError, let last = tree.statements.last, case .decl(let declaration) = last.item else { return false }
        if let function = declaration.as(FunctionDeclSyntax.self) { return function.body == nil }
        return false
    }
}

private final class MissingSearch: SyntaxVisitor {
    private let end: AbsolutePosition
    private(set) var isMissingAtEnd = false
    private(set) var isBeyondMending = false

    init(end: AbsolutePosition) {
        self.end = end
        super.init(viewMode: .all)
    }

    override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
        guard token.presence == .missing else { return .skipChildren }
        // A string on one line ends there; a regular expression too.
        let isOnOneLine = [.singleQuote, .stringQuote, .regexSlash].contains(token.tokenKind)
        if token.positionAfterSkippingLeadingTrivia >= end, !isOnOneLine {
            isMissingAtEnd = true
        } else {
            isBeyondMending = true
        }
        return .skipChildren
    }

    override func visit(_ node: UnexpectedNodesSyntax) -> SyntaxVisitorContinueKind {
        isBeyondMending = true
        return .skipChildren
    }
}
