import Notebook
import SwiftParser
import SwiftSyntax

/// What of a student's notebook is still to be done, as far as a look at it tells. Pure; runs nothing.
public struct Undone: Sendable, Equatable {
    /// Answer cells that still say `todo()`.
    public var cells: [String]
    /// Text answers in which nothing is written.
    public var texts: [String]

    public init(_ document: NotebookDocument) {
        cells = document.cells.filter { $0.options.check == nil && Self.callsTodo($0.code) }.map(\.id)
        texts = document.textAnswers.filter(\.isUntouched).map(\.id)
    }

    public var isEmpty: Bool { cells.isEmpty && texts.isEmpty }

    /// One line each.
    public var lines: [String] {
        cells.map { "`\($0)` still says todo()" } + texts.map { "the answer `\($0)` is empty" }
    }

    static func callsTodo(_ code: String) -> Bool {
        let finder = TodoFinder(viewMode: .sourceAccurate)
        finder.walk(Parser.parse(source: code))
        return finder.isFound
    }

    private final class TodoFinder: SyntaxVisitor {
        var isFound = false

        override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
            if node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text == "todo" { isFound = true }
            return .visitChildren
        }
    }
}
