import SwiftSyntax

/// Walks a cell and proposes changes, as places and texts; not all of them compile.
final class MutationFinder: SyntaxVisitor {
    struct Edit: Equatable {
        /// In bytes of UTF-8.
        var range: Range<Int>
        var replacement: String
    }

    private(set) var edits: [Edit] = []
    /// The return types of the functions around the node that is visited; "" where none is written.
    private var returnTypes: [String] = []

    init() { super.init(viewMode: .sourceAccurate) }

    private func propose(_ replacement: String, for node: some SyntaxProtocol) {
        let start = node.positionAfterSkippingLeadingTrivia.utf8Offset, end = node.endPositionBeforeTrailingTrivia.utf8Offset
        edits.append(Edit(range: start..<end, replacement: replacement))
    }

    // MARK: Constants

    override func visit(_ node: IntegerLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        if let value = Int(node.literal.text.filter { $0 != "_" }), value < .max { propose("\(value + 1)", for: node) }
        return .skipChildren
    }

    override func visit(_ node: FloatLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        if let value = Double(node.literal.text.filter { $0 != "_" }), value.isFinite { propose("\(value == 0 ? 1 : value * 2)", for: node) }
        return .skipChildren
    }

    override func visit(_ node: BooleanLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        propose(node.literal.text == "true" ? "false" : "true", for: node)
        return .skipChildren
    }

    override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        guard let value = node.representedLiteralValue, node.openingQuote.text == "\"", node.openingPounds == nil else { return .visitChildren }
        propose(value.isEmpty ? "\"x\"" : "\"\"", for: node)
        return .skipChildren
    }

    // MARK: Operators

    private static let operators: [String: [String]] = [
        "<": ["<=", ">"], "<=": ["<", ">"], ">": [">=", "<"], ">=": [">", "<"], "==": ["!="], "!=": ["=="],
        "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "&+": ["&-"], "&-": ["&+"],
        "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="], "&&": ["||"], "||": ["&&"], "..<": ["..."], "...": ["..<"],
    ]

    override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        for other in Self.operators[node.operator.text] ?? [] { propose(other, for: node) }
        return .skipChildren
    }

    override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        if ["!", "-"].contains(node.operator.text) { propose(node.expression.trimmedDescription, for: node) }
        return .visitChildren
    }

    private static let names = ["min": "max", "max": "min", "first": "last", "last": "first", "prefix": "suffix", "suffix": "prefix", "dropFirst": "dropLast", "dropLast": "dropFirst"]

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        if let other = Self.names[node.baseName.text] { propose(other, for: node.baseName) }
        return .visitChildren
    }

    // MARK: Statements

    override func visit(_ node: CodeBlockItemSyntax) -> SyntaxVisitorContinueKind {
        if case .expr(let expression) = node.item, Self.isRemovable(expression) { propose("", for: node) }
        return .visitChildren
    }

    /// Calls and assignments. What a function returns without saying so is removed by no compiler.
    private static func isRemovable(_ expression: ExprSyntax) -> Bool {
        if let inner = expression.as(TryExprSyntax.self) { return isRemovable(inner.expression) }
        if let inner = expression.as(AwaitExprSyntax.self) { return isRemovable(inner.expression) }
        if expression.is(FunctionCallExprSyntax.self) { return true }
        guard let sequence = expression.as(SequenceExprSyntax.self) else { return false }
        return sequence.elements.contains { element in
            if element.is(AssignmentExprSyntax.self) { return true }
            let name = element.as(BinaryOperatorExprSyntax.self)?.operator.text ?? ""
            return name.hasSuffix("=") && !["==", "!=", "<=", ">=", "===", "!=="].contains(name)
        }
    }

    override func visit(_ node: ConditionElementSyntax) -> SyntaxVisitorContinueKind {
        if case .expression(let condition) = node.condition { propose("!(\(condition.trimmedDescription))", for: condition) }
        return .visitChildren
    }

    // MARK: Results

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        returnTypes.append(node.signature.returnClause?.type.trimmedDescription ?? "")
        if let only = node.body?.statements.first, node.body?.statements.count == 1, case .expr(let expression) = only.item { proposeDefault(for: expression) }
        return .visitChildren
    }

    override func visitPost(_ node: FunctionDeclSyntax) { returnTypes.removeLast() }

    // What a closure returns is not written.
    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
        returnTypes.append("")
        return .visitChildren
    }

    override func visitPost(_ node: ClosureExprSyntax) { returnTypes.removeLast() }

    override func visit(_ node: ReturnStmtSyntax) -> SyntaxVisitorContinueKind {
        if let expression = node.expression { proposeDefault(for: expression) }
        return .visitChildren
    }

    private func proposeDefault(for expression: ExprSyntax) {
        guard let type = returnTypes.last, let value = Self.defaultValue(of: type), expression.trimmedDescription != value else { return }
        propose(value, for: expression)
    }

    private static func defaultValue(of type: String) -> String? {
        switch type {
        case "Int", "Double", "Float": "0"
        case "Bool": "false"
        case "String": "\"\""
        case _ where type.hasSuffix("?"): "nil"
        case _ where type.hasPrefix("[") && type.hasSuffix("]"): type.contains(":") ? "[:]" : "[]"
        default: nil
        }
    }
}
