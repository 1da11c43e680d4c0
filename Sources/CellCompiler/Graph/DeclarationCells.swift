import SwiftSyntax

/// Cells that do nothing but declare: without a reader, running one changes nothing that anyone sees.
enum DeclarationCells {
    /// Whether every item of a cell is a declaration whose running does nothing but give a value. Where that is
    /// not plain from the syntax, the answer is no.
    static func onlyDeclares(_ tree: SourceFileSyntax) -> Bool {
        !tree.statements.isEmpty && tree.statements.allSatisfy { item in
            guard case .decl(let declaration) = item.item else { return false }
            return isSilent(declaration)
        }
    }

    private static func isSilent(_ declaration: DeclSyntax) -> Bool {
        switch declaration.as(DeclSyntaxEnum.self) {
        case .functionDecl(let function): isNamed(function.name)
        case .structDecl, .classDecl, .enumDecl, .actorDecl, .protocolDecl, .typeAliasDecl: true
        // Later cells inherit an import; operators and conformances are used without being named.
        case .variableDecl(let variable): isSilent(variable)
        case .extensionDecl(let node):
            node.inheritanceClause == nil && node.memberBlock.members.flatMap { Member.all(in: $0.decl) }.allSatisfy { !$0.isUsedSilently }
        default: false
        }
    }

    /// An operator's function is found by its symbol.
    private static func isNamed(_ name: TokenSyntax) -> Bool {
        if case .identifier = name.tokenKind { true } else { false }
    }

    /// A value is silent if making it calls nothing: a call may print, write a file, or end the cell.
    private static func isSilent(_ variable: VariableDeclSyntax) -> Bool {
        variable.attributes.isEmpty && variable.bindings.allSatisfy { binding in
            guard let value = binding.initializer?.value else { return true }
            return CallFinder.calls(in: value) == false
        }
    }
}

/// Whether an expression does more than put literals and names together.
private final class CallFinder: SyntaxVisitor {
    private var found = false

    static func calls(in expression: ExprSyntax) -> Bool {
        let finder = CallFinder(viewMode: .sourceAccurate)
        finder.walk(expression)
        return finder.found
    }

    private func find() -> SyntaxVisitorContinueKind {
        found = true
        return .skipChildren
    }

    // A closure is a value until somebody calls it.
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
        node.parent?.is(FunctionCallExprSyntax.self) == true ? find() : .skipChildren
    }
    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind { find() }
    override func visit(_ node: SubscriptCallExprSyntax) -> SyntaxVisitorContinueKind { find() }
    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind { find() }
    override func visit(_ node: MacroExpansionExprSyntax) -> SyntaxVisitorContinueKind { find() }
    override func visit(_ node: AwaitExprSyntax) -> SyntaxVisitorContinueKind { find() }
    override func visit(_ node: TryExprSyntax) -> SyntaxVisitorContinueKind { find() }
    override func visit(_ node: ForceUnwrapExprSyntax) -> SyntaxVisitorContinueKind { find() }
}
