import SwiftSyntax

/// Finds a cell's names in its syntax tree.
struct NameCollector {
    private(set) var names = CellNames()
    /// Steps are numbered from 1, one for each top-level variable declaration; see `SourceGenerator`.
    private var steps = 0

    static func names(in file: SourceFileSyntax) -> CellNames {
        var collector = NameCollector()
        collector.collect(file.statements)
        collector.names.usedNames = mentionedNames(in: file)
        return collector.names
    }

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
        for condition in guardStatement.conditions {
            if let binding = condition.condition.as(OptionalBindingConditionSyntax.self) {
                names.guardBindings.formUnion(boundNames(binding.pattern))
            }
        }
    }

    private mutating func collect(_ declaration: DeclSyntax) {
        switch declaration.as(DeclSyntaxEnum.self) {
        case .variableDecl(let variable): collect(variable)
        case .functionDecl(let function):
            add(.func, function.name, key: signature(function), in: declaration)
        case .structDecl(let node): add(.struct, node.name, in: declaration)
        case .classDecl(let node): add(.class, node.name, in: declaration)
        case .enumDecl(let node): add(.enum, node.name, in: declaration)
        case .actorDecl(let node): add(.actor, node.name, in: declaration)
        case .protocolDecl(let node): add(.protocol, node.name, in: declaration)
        case .typeAliasDecl(let node): add(.typealias, node.name, in: declaration)
        case .operatorDecl(let node): add(.operator, node.name, key: "\(node.fixitySpecifier.text) \(node.name.text)", in: declaration)
        case .precedenceGroupDecl(let node): add(.precedencegroup, node.name, in: declaration)
        case .macroDecl(let node): add(.macro, node.name, in: declaration)
        case .importDecl(let node): names.imports.append(node.trimmedDescription)
        case .extensionDecl(let node): names.extensions.append(TypeExtension(node))
        case .ifConfigDecl(let node):
            // Which branch is built is the compiler's business: all of them count.
            for clause in node.clauses {
                if case .statements(let items)? = clause.elements { collect(items) }
            }
        default: break
        }
    }

    private mutating func collect(_ variable: VariableDeclSyntax) {
        let kind: Declaration.Kind = variable.bindingSpecifier.tokenKind == .keyword(.let) ? .let : .var
        if variable.isStoredWithInitializer { steps += 1 }
        for binding in variable.bindings {
            for name in boundNames(binding.pattern) {
                names.declarations.append(
                    Declaration(
                        kind: kind, name: name, key: name, usedNames: mentionedNames(in: variable), isComputed: binding.isComputed,
                        step: variable.isStoredWithInitializer ? steps : nil))
            }
        }
    }

    private mutating func add(_ kind: Declaration.Kind, _ name: TokenSyntax, key: String? = nil, in node: DeclSyntax) {
        let text = name.identifierText
        names.declarations.append(Declaration(kind: kind, name: text, key: key ?? text, usedNames: mentionedNames(in: node), step: nil))
    }
}

/// The labels and types of a function as one text, spelt alike however it was laid out.
private func signature(_ function: FunctionDeclSyntax) -> String {
    let parameters = function.signature.parameterClause.parameters.map { parameter in
        "\(parameter.firstName.text):\(parameter.type.compactText)"
    }
    let result = function.signature.returnClause?.type.compactText ?? "Void"
    let generics = function.genericParameterClause?.compactText ?? ""
    return "\(function.name.text)\(generics)(\(parameters.joined(separator: ",")))->\(result)"
}

/// The names that a pattern binds: one, or those of a tuple.
func boundNames(_ pattern: PatternSyntax) -> [String] {
    if let identifier = pattern.as(IdentifierPatternSyntax.self) { return [identifier.identifier.identifierText] }
    if let tuple = pattern.as(TuplePatternSyntax.self) { return tuple.elements.flatMap { boundNames($0.pattern) } }
    return []
}

/// Every identifier and operator in a node.
private func mentionedNames(in node: some SyntaxProtocol) -> Set<String> {
    var mentioned: Set<String> = []
    for token in node.tokens(viewMode: .sourceAccurate) {
        switch token.tokenKind {
        case .identifier: mentioned.insert(token.identifierText)
        case .binaryOperator(let text), .prefixOperator(let text), .postfixOperator(let text): mentioned.insert(text)
        default: break
        }
    }
    return mentioned
}

extension TypeExtension {
    fileprivate init(_ node: ExtensionDeclSyntax) {
        typeName = node.extendedType.as(IdentifierTypeSyntax.self)?.name.identifierText ?? node.extendedType.compactText
        memberNames = []
        memberKeys = []
        isConformance = node.inheritanceClause != nil
        isUsedSilently = isConformance
        for member in node.memberBlock.members {
            switch member.decl.as(DeclSyntaxEnum.self) {
            case .functionDecl(let function):
                memberNames.insert(function.name.identifierText)
                memberKeys.insert("\(typeName).\(signature(function))")
                if function.name.text == "callAsFunction" { isUsedSilently = true }
            case .variableDecl(let variable):
                for name in variable.bindings.flatMap({ boundNames($0.pattern) }) {
                    memberNames.insert(name)
                    memberKeys.insert("\(typeName).\(name)")
                }
            case .structDecl(let node): memberNames.insert(node.name.identifierText)
            case .classDecl(let node): memberNames.insert(node.name.identifierText)
            case .enumDecl(let node): memberNames.insert(node.name.identifierText)
            case .typeAliasDecl(let node): memberNames.insert(node.name.identifierText)
            default:
                // Subscripts, initialisers, conditional compilation: used without their name.
                memberKeys.insert("\(typeName).\(member.decl.compactText)")
                isUsedSilently = true
            }
        }
        for inherited in node.inheritanceClause?.inheritedTypes ?? [] {
            memberKeys.insert("\(typeName):\(inherited.type.compactText)")
        }
    }
}

extension VariableDeclSyntax {
    /// Whether running past the declaration leaves its variables initialised: every binding has an initial
    /// value of its own. Computed variables need no step, and one without a value has it later, or never.
    var isStoredWithInitializer: Bool {
        bindings.allSatisfy { $0.initializer != nil }
    }
}

extension PatternBindingSyntax {
    /// Whether the binding has a getter of its own; observers do not make it computed.
    fileprivate var isComputed: Bool {
        switch accessorBlock?.accessors {
        case .getter: true
        case .accessors(let list): list.contains { $0.accessorSpecifier.tokenKind == .keyword(.get) }
        case nil: false
        }
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
