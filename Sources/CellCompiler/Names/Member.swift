import SwiftSyntax

/// A member of a type or an extension.
struct Member {
    /// `nil` for what is used without a name: an initialiser, a subscript.
    var name: String?
    /// What makes two members of a type the same: labels and types, not how they were laid out.
    var key: String
    /// Whether the language uses it where nothing names it.
    var isUsedSilently = false

    /// Members that the language calls by themselves, where a value is called, interpolated or matched.
    private static let silentNames: Set<String> = [
        "callAsFunction", "dynamicallyCall", "appendInterpolation", "appendLiteral", "~=",
        "buildBlock", "buildExpression", "buildOptional", "buildEither", "buildArray", "buildPartialBlock", "buildFinalResult",
        "buildLimitedAvailability",
    ]

    private init(_ token: TokenSyntax, key: String? = nil, _ declaration: some WithModifiersSyntax) {
        let name = token.identifierText
        self.name = name
        self.key = Self.prefix(declaration) + (key ?? name)
        isUsedSilently = Self.silentNames.contains(name)
    }

    private init(silentKey key: String) {
        self.key = key
        isUsedSilently = true
    }

    /// The members that a declaration in a type stands for.
    static func all(in declaration: DeclSyntax) -> [Member] {
        switch declaration.as(DeclSyntaxEnum.self) {
        case .functionDecl(let node): [Member(node.name, key: node.key, node)]
        case .variableDecl(let node): node.bindings.flatMap { patternTokens($0.pattern) }.map { Member($0, node) }
        case .structDecl(let node): [Member(node.name, node)]
        case .classDecl(let node): [Member(node.name, node)]
        case .enumDecl(let node): [Member(node.name, node)]
        case .actorDecl(let node): [Member(node.name, node)]
        case .protocolDecl(let node): [Member(node.name, node)]
        case .typeAliasDecl(let node): [Member(node.name, node)]
        case .enumCaseDecl(let node): node.elements.map { Member($0.name, node) }
        case .initializerDecl(let node):
            [Member(silentKey: "init\(callKey(node.genericParameterClause, node.signature.parameterClause, node.genericWhereClause))")]
        case .subscriptDecl(let node):
            [
                Member(
                    silentKey: prefix(node) + "subscript\(callKey(node.genericParameterClause, node.parameterClause, node.genericWhereClause))"
                        + "->\(node.returnClause.type.compactText)")
            ]
        case .ifConfigDecl(let node):
            node.possibleClauses.flatMap { clause -> [Member] in
                if case .decls(let members)? = clause.elements { members.flatMap { all(in: $0.decl) } } else { [] }
            }
        default: [Member(silentKey: declaration.compactText)]
        }
    }

    /// A type's member and an instance's may have one name.
    private static func prefix(_ node: some WithModifiersSyntax) -> String {
        node.modifiers.contains { [.keyword(.static), .keyword(.class)].contains($0.name.tokenKind) } ? "static " : ""
    }
}

extension FunctionDeclSyntax {
    /// The function's name, labels and types as one text, spelt alike however it was laid out.
    var key: String {
        let result = signature.returnClause?.type.compactText ?? "Void"
        return name.identifierText + callKey(genericParameterClause, signature.parameterClause, genericWhereClause) + "->" + result
    }
}

private func callKey(_ generics: GenericParameterClauseSyntax?, _ parameters: FunctionParameterClauseSyntax, _ requirements: GenericWhereClauseSyntax?) -> String {
    let list = parameters.parameters.map { "\($0.firstName.text):\($0.type.compactText)\($0.ellipsis?.text ?? "")" }
    return "\(generics?.compactText ?? "")(\(list.joined(separator: ",")))\(requirements?.compactText ?? "")"
}

private func patternTokens(_ pattern: PatternSyntax) -> [TokenSyntax] {
    if let identifier = pattern.as(IdentifierPatternSyntax.self) { return [identifier.identifier] }
    if let tuple = pattern.as(TuplePatternSyntax.self) { return tuple.elements.flatMap { patternTokens($0.pattern) } }
    return []
}
