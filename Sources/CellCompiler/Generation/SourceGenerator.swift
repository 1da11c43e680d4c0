import SwiftParser
import SwiftSyntax

/// Makes a cell into a source file of its own.
///
/// What it puts into the cell, and why:
///  * the trailing expression is handed to `CellRuntime.show`, so that its value appears;
///  * a top-level `await` is handed to `CellRuntime.wait`: the compiler's own would isolate the cell's
///    variables to the main actor, and its entry point never returns;
///  * after each variable's declaration the kernel is told that it is initialised, so that a later cell
///    never reads one that is not;
///  * `let x = x + 1`, where an earlier cell declares `x`, is qualified: it is a circular reference
///    otherwise.
struct SourceGenerator {
    let source: String
    let tree: SourceFileSyntax
    let scope: Scope

    /// The generated source; `label` is how the compiler names the cell in what it reports.
    func generate(imports: CellImports, label: String) -> GeneratedSource {
        GeneratedSource(prologue: prologue(imports), label: label, source: source, insertions: insertions())
    }

    private func prologue(_ imports: CellImports) -> String {
        let attributes = #"@_private(sourceFile: "main.swift") @testable import"#
        return
            (["import NotebookKernel", "import NotebookDisplay"] + imports.frameworks
            + imports.modules.map { "\(attributes) \($0)" }
            + imports.scoped.map { "\(attributes) \($0.keyword) \($0.module).\($0.name)" })
            .map { $0 + "\n" }.joined()
    }

    /// In this order where two go to the same place: what encloses opens first and closes last.
    func insertions() -> [GeneratedSource.Insertion] {
        let trailing = trailingExpression()
        return qualifications() + trailing.prefix(1) + AwaitBridge.insertions(in: tree) + trailing.dropFirst() + steps()
    }

    /// What opens and what closes around the trailing expression. A semicolon after it asks for silence.
    private func trailingExpression() -> [GeneratedSource.Insertion] {
        guard let last = tree.statements.last, case .expr(let expression) = last.item, isShown(expression) else { return [] }
        let start = expression.positionAfterSkippingLeadingTrivia.utf8Offset
        if last.semicolon != nil { return [.init(start, "_ = ")] }
        return [
            .init(start, "NotebookKernel.CellRuntime.show("),
            .init(expression.endPositionBeforeTrailingTrivia.utf8Offset, ")"),
        ]
    }

    /// Assignments have no value, and may not stand in a call.
    private func isShown(_ expression: ExprSyntax) -> Bool {
        guard let sequence = expression.as(SequenceExprSyntax.self) else {
            return !expression.is(AssignmentExprSyntax.self)
        }
        return !sequence.elements.contains { $0.is(AssignmentExprSyntax.self) }
    }

    private func steps() -> [GeneratedSource.Insertion] {
        var insertions: [GeneratedSource.Insertion] = []
        for declaration in StepFinder.declarations(in: tree) {
            insertions.append(
                .init(
                    declaration.endPositionBeforeTrailingTrivia.utf8Offset,
                    "; NotebookKernel.CellRuntime.reached(\(insertions.count + 1))"))
        }
        return insertions
    }

    private func qualifications() -> [GeneratedSource.Insertion] {
        var insertions: [GeneratedSource.Insertion] = []
        for declaration in StepFinder.declarations(in: tree) {
            for binding in declaration.bindings {
                guard let value = binding.initializer?.value else { continue }
                for name in boundNames(binding.pattern) {
                    guard let module = scope.newestModule(declaring: name) else { continue }
                    insertions += OuterReferenceFinder.offsets(of: name, in: value).map { .init($0, "\(module).") }
                }
            }
        }
        return insertions
    }
}

/// The top-level variables with an initial value, in the order in which `NameCollector` numbers them.
private enum StepFinder {
    static func declarations(in tree: SourceFileSyntax) -> [VariableDeclSyntax] {
        declarations(in: tree.statements)
    }

    private static func declarations(in items: CodeBlockItemListSyntax) -> [VariableDeclSyntax] {
        items.flatMap { item -> [VariableDeclSyntax] in
            guard case .decl(let declaration) = item.item else { return [] }
            if let variable = declaration.as(VariableDeclSyntax.self), variable.isStoredWithInitializer { return [variable] }
            if let conditional = declaration.as(IfConfigDeclSyntax.self) {
                return conditional.clauses.flatMap { clause -> [VariableDeclSyntax] in
                    if case .statements(let items)? = clause.elements { declarations(in: items) } else { [] }
                }
            }
            return []
        }
    }
}

/// Finds where an expression mentions a name that nothing inside the expression declares.
private final class OuterReferenceFinder: SyntaxVisitor {
    private let name: String
    private var offsets: [Int] = []

    static func offsets(of name: String, in expression: ExprSyntax) -> [Int] {
        let finder = OuterReferenceFinder(name: name)
        finder.walk(expression)
        return finder.offsets
    }

    private init(name: String) {
        self.name = name
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        // In `a.name` it is a member's name, which stands in a `declName` of its own.
        let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
        if node.baseName.identifierText == name, !isMember { offsets.append(node.positionAfterSkippingLeadingTrivia.utf8Offset) }
        return .visitChildren
    }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
        declares(node.signature?.parameterClause) || declares(node.statements) ? .skipChildren : .visitChildren
    }

    private func declares(_ parameters: ClosureSignatureSyntax.ParameterClause?) -> Bool {
        switch parameters {
        case .simpleInput(let list): list.contains { $0.name.identifierText == name }
        case .parameterClause(let clause): clause.parameters.contains { ($0.secondName ?? $0.firstName).identifierText == name }
        case nil: false
        }
    }

    private func declares(_ statements: CodeBlockItemListSyntax) -> Bool {
        statements.contains { item in
            item.item.as(VariableDeclSyntax.self)?.bindings.contains { boundNames($0.pattern).contains(name) } == true
        }
    }
}
