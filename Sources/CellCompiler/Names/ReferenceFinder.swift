import SwiftSyntax

/// Finds where code mentions names that stand on their own, not as members or labels, and that nothing
/// around them in it declares: what it takes from elsewhere.
final class ReferenceFinder: SyntaxVisitor {
    struct Reference: Equatable {
        enum Kind: Equatable {
            case expression
            case type
            /// `if let x` and `[x] in`: the one name is read and declared.
            case shorthand
        }

        var name: String
        var kind: Kind
        /// Where the name begins, in bytes of the cell.
        var offset: Int
        /// Whether it stands in what runs later: a function, a type's member, a getter.
        var isInBody: Bool
        /// How many bytes it takes, backticks included.
        var length: Int
        var token: TokenSyntax
        /// Whether a type around it may have a member of that name which stands elsewhere.
        var mayBeMember: Bool { InheritedMembers.mayHold(token) }
    }

    private let root: SyntaxIdentifier
    /// Variables of the top level that count as declared elsewhere.
    private let free: Set<String>
    private var references: [Reference] = []
    /// The names of the members of types that were asked for: a large type is asked for each name that it mentions.
    private var members: [SyntaxIdentifier: Set<String>] = [:]

    /// The names that `node` takes from outside itself.
    /// - Parameter free: variables of the top level that count as declared elsewhere.
    static func references(in node: some SyntaxProtocol, free: Set<String> = []) -> [Reference] {
        let finder = ReferenceFinder(root: node.id, free: free)
        finder.walk(node)
        return finder.references
    }

    private init(root: SyntaxIdentifier, free: Set<String>) {
        self.root = root
        self.free = free
        super.init(viewMode: .sourceAccurate)
    }

    private func add(_ token: TokenSyntax, _ kind: Reference.Kind) {
        guard !Binding.exists(of: token.identifierText, around: token, in: root, free: free, members: &members) else { return }
        references.append(
            .init(
                name: token.identifierText, kind: kind, offset: token.positionAfterSkippingLeadingTrivia.utf8Offset, isInBody: isInBody(token),
                length: token.trimmedLength.utf8Length,
                token: token))
    }

    private func isInBody(_ token: TokenSyntax) -> Bool {
        var node = Syntax(token)
        while node.id != root, let parent = node.parent {
            if parent.is(AccessorBlockSyntax.self) || parent.is(MemberBlockSyntax.self) || parent.is(FunctionDeclSyntax.self) { return true }
            node = parent
        }
        return false
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        // In `a.name` and `\.name` it is a member's name, which stands in a `declName` of its own.
        let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id || node.parent?.is(KeyPathPropertyComponentSyntax.self) == true
        if !isMember { add(node.baseName, .expression) }
        return .visitChildren
    }

    override func visit(_ node: BinaryOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        add(node.operator, .expression)
        return .skipChildren
    }

    override func visit(_ node: PrefixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        add(node.operator, .expression)
        return .visitChildren
    }

    override func visit(_ node: PostfixOperatorExprSyntax) -> SyntaxVisitorContinueKind {
        add(node.operator, .expression)
        return .visitChildren
    }

    override func visit(_ node: IfConfigClauseSyntax) -> SyntaxVisitorContinueKind {
        // Conditions name platforms and flags.
        if let elements = node.elements { walk(elements) }
        return .skipChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        add(node.name, .type)
        return .visitChildren
    }

    override func visit(_ node: OptionalBindingConditionSyntax) -> SyntaxVisitorContinueKind {
        if node.initializer == nil, let pattern = node.pattern.as(IdentifierPatternSyntax.self) { add(pattern.identifier, .shorthand) }
        return .visitChildren
    }

    override func visit(_ node: ClosureCaptureSyntax) -> SyntaxVisitorContinueKind {
        if node.initializer == nil { add(node.name, .shorthand) }
        return .visitChildren
    }
}

/// Where a name is declared by what surrounds its mention.
private enum Binding {
    static func exists(of name: String, around token: TokenSyntax, in root: SyntaxIdentifier, free: Set<String>, members: inout [SyntaxIdentifier: Set<String>]) -> Bool {
        var child = Syntax(token)
        // A declaration's body runs later: there the cell's own variables are meant, wherever they stand.
        var isInBody = false
        while child.id != root, let parent = child.parent {
            if let items = parent.as(CodeBlockItemListSyntax.self) {
                let isFree = free.contains(name) && items.parent?.is(SourceFileSyntax.self) == true
                if !isFree, declares(items, name, before: token.position, isInBody: isInBody) { return true }
            } else if let list = parent.as(MemberBlockItemListSyntax.self) {
                let known = members[list.id] ?? Set(list.flatMap { memberNames($0.decl) })
                members[list.id] = known
                if known.contains(name) { return true }
            } else if names(boundBy: parent, in: child, before: token.position).contains(name) {
                return true
            }
            isInBody = isInBody || parent.is(AccessorBlockSyntax.self) || parent.is(MemberBlockSyntax.self) || parent.is(FunctionDeclSyntax.self)
            child = parent
        }
        return false
    }

    private static func declares(_ items: CodeBlockItemListSyntax, _ name: String, before position: AbsolutePosition, isInBody: Bool) -> Bool {
        let isTopLevel = items.parent?.is(SourceFileSyntax.self) == true || items.parent?.is(IfConfigClauseSyntax.self) == true
        return items.contains { item in
            let isEarlier = item.endPosition <= position
            switch item.item {
            case .stmt(let statement):
                return isEarlier && statement.as(GuardStmtSyntax.self).map { boundNames($0.conditions).contains(name) } == true
            case .decl(let declaration):
                if let variable = declaration.as(VariableDeclSyntax.self) {
                    return variable.bindings.contains {
                        boundNames($0.pattern).contains(name) && ($0.endPosition <= position || isTopLevel && isInBody)
                    }
                }
                if let conditional = declaration.as(IfConfigDeclSyntax.self) {
                    return conditional.possibleClauses.contains {
                        guard case .statements(let items)? = $0.elements else { return false }
                        return declares(items, name, before: position, isInBody: isInBody)
                    }
                }
                // At the top level a function stands beside those of its name in earlier cells.
                if let function = declaration.as(FunctionDeclSyntax.self) { return !isTopLevel && function.name.identifierText == name }
                return declaration.asProtocol((any NamedDeclSyntax).self)?.name.identifierText == name
            case .expr: return false
            }
        }
    }

    private static func names(boundBy node: Syntax, in child: Syntax, before position: AbsolutePosition) -> [String] {
        switch node.as(SyntaxEnum.self) {
        case .closureExpr(let closure):
            return child.id == closure.statements.id ? boundNames(closure.signature) : []
        case .ifExpr(let node): return child.id == node.body.id ? boundNames(node.conditions) : []
        case .whileStmt(let node): return child.id == node.body.id ? boundNames(node.conditions) : []
        case .conditionElementList(let conditions):
            return conditions.filter { $0.endPosition <= position }.flatMap(boundNames)
        case .forStmt(let node):
            return child.id == node.sequence.id ? [] : patternNames(node.pattern)
        case .switchCase(let node): return child.id == node.statements.id ? patternNames(node.label) : []
        case .switchCaseItem(let node): return child.id == node.whereClause?.id ? patternNames(node.pattern) : []
        case .catchClause(let node): return child.id == node.body.id ? patternNames(node.catchItems) + ["error"] : []
        case .catchItem(let node): return child.id == node.whereClause?.id ? node.pattern.map { patternNames($0) } ?? [] : []
        case .functionDecl(let node):
            return boundNames(node.signature.parameterClause) + boundNames(node.genericParameterClause)
        case .initializerDecl(let node):
            return boundNames(node.signature.parameterClause) + boundNames(node.genericParameterClause)
        case .accessorDecl(let node): return boundNames(node)
        case .subscriptDecl(let node): return boundNames(node.parameterClause) + boundNames(node.genericParameterClause)
        case .structDecl(let node): return boundNames(node.genericParameterClause)
        case .classDecl(let node): return boundNames(node.genericParameterClause)
        case .enumDecl(let node): return boundNames(node.genericParameterClause)
        default: return []
        }
    }

    private static func boundNames(_ conditions: ConditionElementListSyntax) -> [String] { conditions.flatMap(boundNames) }

    private static func boundNames(_ condition: ConditionElementSyntax) -> [String] {
        switch condition.condition {
        case .optionalBinding(let binding): patternNames(binding.pattern)
        case .matchingPattern(let matching): patternNames(matching.pattern)
        default: []
        }
    }

    private static func boundNames(_ pattern: PatternSyntax) -> [String] { patternNames(pattern) }

    private static func boundNames(_ parameters: FunctionParameterClauseSyntax) -> [String] {
        parameters.parameters.map { ($0.secondName ?? $0.firstName).identifierText }
    }

    private static func boundNames(_ generics: GenericParameterClauseSyntax?) -> [String] {
        generics?.parameters.map(\.name.identifierText) ?? []
    }

    private static func boundNames(_ signature: ClosureSignatureSyntax?) -> [String] {
        let captured = signature?.capture?.items.map(\.name.identifierText) ?? []
        switch signature?.parameterClause {
        case .simpleInput(let list)?: return captured + list.map(\.name.identifierText)
        case .parameterClause(let clause)?: return captured + clause.parameters.map { ($0.secondName ?? $0.firstName).identifierText }
        case nil: return captured
        }
    }

    /// What a setter or an observer is given.
    private static func boundNames(_ accessor: AccessorDeclSyntax) -> [String] {
        switch accessor.accessorSpecifier.tokenKind {
        case .keyword(.set), .keyword(.willSet): [accessor.parameters?.name.identifierText ?? "newValue"]
        case .keyword(.didSet): [accessor.parameters?.name.identifierText ?? "oldValue"]
        default: []
        }
    }

    private static func memberNames(_ declaration: DeclSyntax) -> [String] {
        if let variable = declaration.as(VariableDeclSyntax.self) {
            let names = variable.bindings.flatMap { boundNames($0.pattern) }
            // A property wrapper brings two more.
            return variable.attributes.isEmpty ? names : names.flatMap { [$0, "$\($0)", "_\($0)"] }
        }
        if let cases = declaration.as(EnumCaseDeclSyntax.self) { return cases.elements.map(\.name.identifierText) }
        if let conditional = declaration.as(IfConfigDeclSyntax.self) {
            return conditional.possibleClauses.flatMap { clause -> [String] in
                if case .decls(let members)? = clause.elements { members.flatMap { memberNames($0.decl) } } else { [] }
            }
        }
        return declaration.asProtocol((any NamedDeclSyntax).self).map { [$0.name.identifierText] } ?? []
    }
}

/// Every name that a pattern binds, however deep it stands.
func patternNames(_ pattern: some SyntaxProtocol) -> [String] {
    if let identifier = Syntax(pattern).as(IdentifierPatternSyntax.self) { return [identifier.identifier.identifierText] }
    return pattern.children(viewMode: .sourceAccurate).flatMap { patternNames($0) }
}
