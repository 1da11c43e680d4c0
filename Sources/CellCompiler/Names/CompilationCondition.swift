import SwiftSyntax

extension IfConfigDeclSyntax {
    /// The branches that may be built: one, where the conditions say all by themselves. Cells are compiled for the
    /// machine that they run on, and without flags.
    var possibleClauses: [IfConfigClauseSyntax] {
        var possible: [IfConfigClauseSyntax] = []
        for clause in clauses {
            let holds = clause.condition.map { CompilationCondition.holds($0) } ?? true
            if holds != false { possible.append(clause) }
            if holds == true { break }
        }
        return possible
    }
}

/// What follows `#if`.
enum CompilationCondition {
    #if os(Linux)
    private static let systems: Set<String> = ["Linux"]
    #else
    private static let systems: Set<String> = ["macOS", "OSX"]
    #endif
    #if arch(x86_64)
    private static let processor = "x86_64"
    #else
    private static let processor = "arm64"
    #endif

    /// Whether a condition holds; `nil` where only the compiler knows.
    static func holds(_ condition: ExprSyntax) -> Bool? {
        if let literal = condition.as(BooleanLiteralExprSyntax.self) { return literal.literal.tokenKind == .keyword(.true) }
        // A flag of `-D`, and there is none.
        if condition.is(DeclReferenceExprSyntax.self) { return false }
        if let tuple = condition.as(TupleExprSyntax.self), tuple.elements.count == 1, let inner = tuple.elements.first {
            return holds(inner.expression)
        }
        if let negation = condition.as(PrefixOperatorExprSyntax.self), negation.operator.text == "!" { return holds(negation.expression).map { !$0 } }
        if let call = condition.as(FunctionCallExprSyntax.self) { return holds(call) }
        if let sequence = condition.as(SequenceExprSyntax.self) { return holds(Array(sequence.elements)) }
        return nil
    }

    private static func holds(_ call: FunctionCallExprSyntax) -> Bool? {
        guard call.arguments.count == 1, let argument = call.arguments.first?.expression.trimmedDescription else { return nil }
        return switch call.calledExpression.trimmedDescription {
        case "os": systems.contains(argument)
        case "arch": argument == processor
        default: nil
        }
    }

    /// Operands with `&&` and `||` between them; `&&` binds more tightly.
    private static func holds(_ elements: [ExprSyntax]) -> Bool? {
        let any = elements.split { $0.trimmedDescription == "||" }.map { all -> Bool? in
            let parts = all.split { $0.trimmedDescription == "&&" }.map { $0.count == 1 ? $0.first.flatMap(holds) : nil }
            return parts.contains(false) ? false : parts.contains(nil) ? nil : true
        }
        return any.contains(true) ? true : any.contains(nil) ? nil : false
    }
}
