import SwiftSyntax

/// Finds every `await` that belongs to a cell's top level, and hands what it waits for to
/// `CellRuntime.wait`.
final class AwaitBridge: SyntaxVisitor {
    private(set) var insertions: [GeneratedSource.Insertion] = []
    /// Where an `async let` stands, which no bridge can carry: its task belongs to the top level itself.
    private(set) var asyncLets: [AbsolutePosition] = []
    /// What lies before this is bridged already.
    private var bridgedEnd = AbsolutePosition(utf8Offset: 0)

    init(_ tree: SourceFileSyntax) {
        super.init(viewMode: .sourceAccurate)
        walk(tree)
    }

    override func visit(_ node: TryExprSyntax) -> SyntaxVisitorContinueKind {
        let covered = Self.covered(by: ExprSyntax(node))
        guard node.position >= bridgedEnd, covered.contains(where: { EffectFinder.effects(in: $0).awaits }) else { return .visitChildren }
        // The `try` outside does not reach into the closure, so the closure has one of its own.
        bridge(from: node.expression.positionAfterSkippingLeadingTrivia, to: covered, inside: "try ")
        return .skipChildren
    }

    override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind {
        guard node.position >= bridgedEnd else { return .skipChildren }
        let covered = Self.covered(by: ExprSyntax(node))
        let isTried = covered.contains { EffectFinder.effects(in: $0).throws }
        bridge(from: node.positionAfterSkippingLeadingTrivia, to: covered, before: isTried ? "try " : "")
        return .skipChildren
    }

    /// The loop stays a loop of the top level, so that `break` and `continue` reach any label: only what it
    /// takes its values from waits. What ends it early is thrown after it, where its `try` stood before.
    override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
        guard let awaitKeyword = node.awaitKeyword else { return .visitChildren }
        let keywords = node.tryKeyword ?? awaitKeyword
        insertions.append(.init(keywords.positionAfterSkippingLeadingTrivia.utf8Offset, "/*"))
        insertions.append(.init(awaitKeyword.endPositionBeforeTrailingTrivia.utf8Offset, "*/"))
        let wrapper = node.tryKeyword == nil ? "values" : "valuesUntilError"
        insertions.append(.init(node.sequence.positionAfterSkippingLeadingTrivia.utf8Offset, "NotebookKernel.CellRuntime.\(wrapper)(of: "))
        walk(node.pattern)
        walk(node.sequence)
        insertions.append(.init(node.sequence.endPositionBeforeTrailingTrivia.utf8Offset, ")"))
        if let condition = node.whereClause { walk(condition) }
        walk(node.body)
        if node.tryKeyword != nil {
            insertions.append(.init(node.endPositionBeforeTrailingTrivia.utf8Offset, "; try NotebookKernel.CellRuntime.rethrow()"))
        }
        return .skipChildren
    }

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        guard node.modifiers.contains(where: { $0.name.tokenKind == .keyword(.async) }) else { return .visitChildren }
        asyncLets.append(node.positionAfterSkippingLeadingTrivia)
        return .skipChildren
    }

    /// `await a + b` covers all to its right, and so does `try a + b`.
    private static func covered(by node: ExprSyntax) -> [Syntax] {
        guard let list = node.parent?.as(ExprListSyntax.self) else { return [Syntax(node)] }
        return list.drop { $0.id != node.id }.map { Syntax($0) }
    }

    /// The closure stands in parentheses: after it the body of an `if` or a `for` may come.
    private func bridge(from start: AbsolutePosition, to covered: [Syntax], before: String = "", inside: String = "") {
        guard let end = covered.last?.endPositionBeforeTrailingTrivia else { return }
        insertions.append(.init(start.utf8Offset, "\(before)NotebookKernel.CellRuntime.wait({ \(inside)"))
        insertions.append(.init(end.utf8Offset, " })"))
        bridgedEnd = end
    }

    // What stands in a declaration or a closure is not the cell's top level.
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

/// Whether code waits or throws itself; what its closures and functions do is theirs.
private final class EffectFinder: SyntaxVisitor {
    private var awaits = false
    private var `throws` = false

    static func effects(in node: Syntax) -> (awaits: Bool, throws: Bool) {
        let finder = EffectFinder(viewMode: .sourceAccurate)
        finder.walk(node)
        return (finder.awaits, finder.throws)
    }

    override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind {
        awaits = true
        return .visitChildren
    }

    override func visit(_ node: TryExprSyntax) -> SyntaxVisitorContinueKind {
        if node.questionOrExclamationMark == nil { `throws` = true }
        return .visitChildren
    }

    override func visit(_ node: ThrowStmtSyntax) -> SyntaxVisitorContinueKind {
        `throws` = true
        return .visitChildren
    }

    override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
        if node.awaitKeyword != nil { awaits = true }
        if node.tryKeyword != nil { `throws` = true }
        return .visitChildren
    }

    override func visit(_ node: DoStmtSyntax) -> SyntaxVisitorContinueKind {
        // A catch-all keeps what its body throws.
        guard node.catchClauses.contains(where: { $0.catchItems.isEmpty }) else { return .visitChildren }
        if Self.effects(in: Syntax(node.body)).awaits { awaits = true }
        walk(node.catchClauses)
        return .skipChildren
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: MemberBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
