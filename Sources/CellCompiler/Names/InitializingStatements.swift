import SwiftSyntax

extension VariableDeclSyntax {
    /// Whether running past the declaration leaves its variables initialised: every binding has an initial
    /// value of its own, or is a `var` that begins as `nil`. Computed variables need no step, and one without
    /// a value has it later, or never.
    var isStoredWithInitializer: Bool {
        bindings.allSatisfy { binding in
            let isOptional = binding.typeAnnotation?.type.is(OptionalTypeSyntax.self) == true && bindingSpecifier.tokenKind == .keyword(.var)
            return binding.initializer != nil || isOptional && !binding.isComputed
        }
    }
}

extension GuardStmtSyntax {
    /// The constants, or the variables, that the statement leaves behind.
    func boundNames(_ keyword: Keyword) -> [String] {
        conditions.flatMap { condition -> [String] in
            switch condition.condition {
            case .optionalBinding(let binding): binding.bindingSpecifier.tokenKind == .keyword(keyword) ? patternNames(binding.pattern) : []
            case .matchingPattern(let matching): matching.tokens(viewMode: .sourceAccurate).contains { $0.tokenKind == .keyword(keyword) } ? patternNames(matching.pattern) : []
            default: []
            }
        }
    }
}

extension PatternBindingSyntax {
    /// Whether the binding has a getter of its own; observers do not make it computed.
    var isComputed: Bool {
        switch accessorBlock?.accessors {
        case .getter: true
        case .accessors(let list): list.contains { $0.accessorSpecifier.tokenKind == .keyword(.get) }
        case nil: false
        }
    }
}
