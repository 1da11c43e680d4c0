import SwiftSyntax

/// Finds every `await` that belongs to a cell's top level, and hands what it waits for to
/// `CellRuntime.wait`.
final class AwaitBridge: SyntaxVisitor {
    private var insertions: [GeneratedSource.Insertion] = []

    static func insertions(in tree: SourceFileSyntax) -> [GeneratedSource.Insertion] {
        let bridge = AwaitBridge(viewMode: .sourceAccurate)
        bridge.walk(tree)
        return bridge.insertions
    }

    override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind {
        // `await a + b` covers all to its right, and so must the closure.
        let end = node.parent?.as(ExprListSyntax.self)?.endPositionBeforeTrailingTrivia ?? node.endPositionBeforeTrailingTrivia
        let isTried = node.parent?.is(TryExprSyntax.self) == true || node.expression.is(TryExprSyntax.self)
        let covered = isTried ? node.parent?.parent?.as(ExprListSyntax.self)?.endPositionBeforeTrailingTrivia ?? end : end
        bridge(from: node.positionAfterSkippingLeadingTrivia, to: covered, isTried: isTried)
        return .skipChildren
    }

    override func visit(_ node: ForStmtSyntax) -> SyntaxVisitorContinueKind {
        guard node.awaitKeyword != nil else { return .visitChildren }
        let isTried = node.tryKeyword != nil || node.body.tokens(viewMode: .sourceAccurate).contains { $0.tokenKind == .keyword(.try) }
        bridge(from: node.positionAfterSkippingLeadingTrivia, to: node.endPositionBeforeTrailingTrivia, isTried: isTried, isStatement: true)
        return .skipChildren
    }

    private func bridge(from start: AbsolutePosition, to end: AbsolutePosition, isTried: Bool, isStatement: Bool = false) {
        let outerTry = isTried && isStatement ? "try " : "", innerTry = isTried && !isStatement ? "try " : ""
        insertions.append(.init(start.utf8Offset, "\(outerTry)NotebookKernel.CellRuntime.wait { \(innerTry)"))
        insertions.append(.init(end.utf8Offset, " }"))
    }

    // What stands in a declaration or a closure is not the cell's top level.
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}
