import SwiftSyntax

/// Finds a cell's names in its syntax tree.
struct NameCollector {
    private(set) var names = CellNames()
    /// Steps are numbered from 1, one for each top-level variable declaration; see `SourceGenerator`.
    private var steps = 0

    /// The names of types that are property wrappers.
    private let propertyWrappers: Set<String>

    /// - Parameter propertyWrappers: those of earlier cells.
    static func names(in file: SourceFileSyntax, propertyWrappers: Set<String> = []) -> CellNames {
        let own = file.statements.compactMap { item -> String? in
            guard case .decl(let declaration) = item.item, declaration.isPropertyWrapper else { return nil }
            return declaration.asProtocol((any NamedDeclSyntax).self)?.name.identifierText
        }
        var collector = NameCollector(propertyWrappers: propertyWrappers.union(own))
        collector.collect(file.statements)
        collector.names.usedNames = mentionedNames(in: file)
        collector.names.references = referencedNames(in: file)
        collector.names.conformanceNames = ConformanceFinder.names(in: file)
        return collector.names
    }

    private init(propertyWrappers: Set<String>) { self.propertyWrappers = propertyWrappers }

    private mutating func collect(_ items: CodeBlockItemListSyntax) {
        for item in items {
            switch item.item {
            case .decl(let declaration): collect(declaration)
            case .stmt(let statement): collect(statement)
            case .expr: break
            }
        }
    }

    private mutating func collect(_ statement: StmtSyntax) {
        guard let guardStatement = statement.as(GuardStmtSyntax.self) else { return }
        names.guardBindings.formUnion(guardStatement.boundNames(.var))
        let constants = guardStatement.boundNames(.let)
        guard !constants.isEmpty else { return }
        steps += 1
        for name in constants {
            names.declarations.append(
                Declaration(
                    kind: .let, name: name, key: name, usedNames: mentionedNames(in: statement), references: referencedNames(in: statement),
                    step: steps, standIn: .guarded(name)))
        }
    }

    private mutating func collect(_ declaration: DeclSyntax) {
        switch declaration.as(DeclSyntaxEnum.self) {
        case .variableDecl(let variable): collect(variable)
        case .functionDecl(let function):
            add(.func, function.name, key: function.key, in: declaration)
        case .structDecl(let node): add(.struct, node.name, members: node.memberBlock, in: declaration)
        case .classDecl(let node): add(.class, node.name, members: node.memberBlock, in: declaration)
        case .enumDecl(let node): add(.enum, node.name, members: node.memberBlock, in: declaration)
        case .actorDecl(let node): add(.actor, node.name, members: node.memberBlock, in: declaration)
        case .protocolDecl(let node): add(.protocol, node.name, members: node.memberBlock, in: declaration)
        case .typeAliasDecl(let node): add(.typealias, node.name, in: declaration)
        case .operatorDecl(let node): add(.operator, node.name, key: "\(node.fixitySpecifier.text) \(node.name.text)", in: declaration)
        case .precedenceGroupDecl(let node): add(.precedencegroup, node.name, in: declaration)
        case .macroDecl(let node): add(.macro, node.name, in: declaration)
        case .importDecl(let node): names.imports.append(node.trimmedDescription)
        case .extensionDecl(let node): names.extensions.append(TypeExtension(node))
        case .ifConfigDecl(let node):
            let before = names.imports
            for clause in node.possibleClauses {
                if case .statements(let items)? = clause.elements { collect(items) }
            }
            // Later cells import what this one does, on the same conditions.
            if names.imports != before { names.imports = before + [conditionalImports(node)] }
        default: break
        }
    }

    private mutating func collect(_ variable: VariableDeclSyntax) {
        let kind: Declaration.Kind = variable.bindingSpecifier.tokenKind == .keyword(.let) ? .let : .var
        if variable.isStoredWithInitializer { steps += 1 }
        let wrapped = variable.wrappedName(by: propertyWrappers)
        for binding in variable.bindings {
            for name in boundNames(binding.pattern).flatMap({ $0 == wrapped ? [$0, "$\($0)"] : [$0] }) {
                names.declarations.append(
                    Declaration(
                        kind: kind, name: name, key: name, usedNames: mentionedNames(in: variable), references: referencedNames(in: variable),
                        isComputed: binding.isComputed, step: variable.isStoredWithInitializer ? steps : nil,
                        standIn: wrapped.map { .wrapped($0) }))
            }
        }
    }

    private mutating func add(
        _ kind: Declaration.Kind, _ name: TokenSyntax, key: String? = nil, members: MemberBlockSyntax? = nil, in node: DeclSyntax
    ) {
        let text = name.identifierText
        var declaration = Declaration(
                kind: kind, name: text, key: key ?? text, usedNames: mentionedNames(in: node), references: referencedNames(in: node),
                memberNames: Set(members?.members.flatMap { Member.all(in: $0.decl).compactMap(\.name) } ?? []), step: nil)
        declaration.isPropertyWrapper = node.isPropertyWrapper
        declaration.concreteType = ConcreteType.text(of: node, named: text)
        if kind == .operator || kind == .precedencegroup { declaration.operatorText = node.trimmedDescription }
        names.declarations.append(declaration)
    }
}

/// The `import` declarations of an `#if`, with its conditions.
private func conditionalImports(_ node: IfConfigDeclSyntax) -> String {
    let clauses = node.clauses.map { clause in
        var lines = [([clause.poundKeyword.text] + [clause.condition?.trimmedDescription].compactMap(\.self)).joined(separator: " ")]
        if case .statements(let items)? = clause.elements {
            for item in items {
                guard case .decl(let declaration) = item.item else { continue }
                if let declaration = declaration.as(ImportDeclSyntax.self) { lines.append(declaration.trimmedDescription) }
                if let nested = declaration.as(IfConfigDeclSyntax.self) { lines.append(conditionalImports(nested)) }
            }
        }
        return lines.joined(separator: "\n")
    }
    return (clauses + ["#endif"]).joined(separator: "\n")
}

/// The names that a pattern binds: one, or those of a tuple.
func boundNames(_ pattern: PatternSyntax) -> [String] {
    if let identifier = pattern.as(IdentifierPatternSyntax.self) { return [identifier.identifier.identifierText] }
    if let tuple = pattern.as(TuplePatternSyntax.self) { return tuple.elements.flatMap { boundNames($0.pattern) } }
    return []
}

/// Every identifier and operator in a node. A pattern that is an expression is matched by `~=`.
func mentionedNames(in node: some SyntaxProtocol) -> Set<String> {
    var mentioned: Set<String> = []
    for token in node.tokens(viewMode: .sourceAccurate) {
        switch token.tokenKind {
        case .identifier: mentioned.insert(token.identifierText)
        case .keyword(.case), .keyword(.catch): mentioned.insert("~=")
        case .binaryOperator(let text), .prefixOperator(let text), .postfixOperator(let text): mentioned.insert(text)
        default: break
        }
    }
    return mentioned
}

private func referencedNames(in node: some SyntaxProtocol) -> Set<String> {
    Set(ReferenceFinder.references(in: node).map(\.name))
}

extension TypeExtension {
    fileprivate init(_ node: ExtensionDeclSyntax) {
        typeName = node.extendedType.as(IdentifierTypeSyntax.self)?.name.identifierText ?? node.extendedType.compactText
        typeIdentifiers = mentionedNames(in: node.extendedType)
        isConformance = node.inheritanceClause != nil
        protocolIdentifiers = node.inheritanceClause.map { mentionedNames(in: $0.inheritedTypes) } ?? []
        usedNames = mentionedNames(in: node)
        references = referencedNames(in: node)
        // An extension of some of a type's instances stands beside those of others.
        let subject = ([node.extendedType.compactText] + [node.genericWhereClause?.compactText].compactMap(\.self)).joined(separator: " ")
        let members = node.memberBlock.members.flatMap { Member.all(in: $0.decl) }
        memberNames = Set(members.compactMap(\.name))
        memberKeys = Set(members.map { "\(subject).\($0.key)" })
        for inherited in node.inheritanceClause?.inheritedTypes ?? [] {
            // `@retroactive` and the like make no other conformance of it.
            let type = inherited.type.as(AttributedTypeSyntax.self)?.baseType ?? inherited.type
            let key = "\(subject):\(type.compactText)"
            memberKeys.insert(key)
            if node.genericWhereClause == nil {
                conformances.append(Conformance(type: node.extendedType.trimmedDescription, protocol: type.trimmedDescription, key: key))
            }
        }
        isUsedSilently = isConformance || members.contains(where: \.isUsedSilently)
    }
}

extension DeclSyntax {
    fileprivate var isPropertyWrapper: Bool {
        asProtocol((any WithAttributesSyntax).self)?.attributes.names.contains("propertyWrapper") == true
    }
}

extension AttributeListSyntax {
    /// Without generic arguments.
    fileprivate var names: [String] {
        compactMap { $0.as(AttributeSyntax.self)?.attributeName }.map { $0.as(IdentifierTypeSyntax.self)?.name.identifierText ?? $0.trimmedDescription }
    }
}

extension VariableDeclSyntax {
    /// The name of a variable with one of some property wrappers.
    fileprivate func wrappedName(by wrappers: Set<String>) -> String? {
        guard bindings.count == 1, let binding = bindings.first, binding.accessorBlock == nil, !wrappers.isDisjoint(with: attributes.names) else { return nil }
        return binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.identifierText
    }
}

extension TokenSyntax {
    /// The identifier without the backticks that may stand around it.
    var identifierText: String {
        identifier?.name ?? text
    }
}

extension SyntaxProtocol {
    /// The node's tokens with single spaces between them and no comments.
    var compactText: String {
        tokens(viewMode: .sourceAccurate).map(\.text).joined(separator: " ")
    }
}
