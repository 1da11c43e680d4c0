import SwiftSyntax

/// Members that a type may have without declaring them: those of an extended type, of a superclass, of a protocol.
enum InheritedMembers {
    /// Whether such a member may be meant by a name that nothing around it declares.
    static func mayHold(_ token: TokenSyntax) -> Bool {
        var node = Syntax(token)
        while let parent = node.parent {
            if isOutsideSelf(node) { return false }
            if node.is(MemberBlockSyntax.self), let type = parent.asProtocol((any DeclGroupSyntax).self), mayHold(token.identifierText, type) { return true }
            node = parent
        }
        return false
    }

    /// A stored property's initial value and a parameter's default cannot name an instance's members.
    private static func isOutsideSelf(_ node: Syntax) -> Bool {
        guard node.is(InitializerClauseSyntax.self), let parent = node.parent else { return false }
        if parent.is(FunctionParameterSyntax.self) { return true }
        guard parent.is(PatternBindingSyntax.self), let variable = parent.parent?.parent?.as(VariableDeclSyntax.self),
            variable.parent?.is(MemberBlockItemSyntax.self) == true
        else { return false }
        return !variable.modifiers.contains { ["lazy", "static", "class"].contains($0.name.text) }
    }

    private static func mayHold(_ name: String, _ type: any DeclGroupSyntax) -> Bool {
        guard let declaration = type.asProtocol((any NamedDeclSyntax).self) else { return true }
        let extended = extendedNames(around: Syntax(declaration))
        let inherited = type.inheritanceClause?.inheritedTypes.map(\.type.trimmedDescription) ?? []
        return extended.contains(declaration.name.identifierText)
            || inherited.contains { parent in extended.contains(parent) || brought[parent].map { $0.contains(name) } ?? true }
    }

    /// The types that the cell extends.
    private static func extendedNames(around node: Syntax) -> Set<String> {
        guard let file = node.root.as(SourceFileSyntax.self) else { return [] }
        return Set(file.statements.compactMap { item in
            if case .decl(let declaration) = item.item { declaration.as(ExtensionDeclSyntax.self)?.extendedType.trimmedDescription } else { nil }
        })
    }

    /// What the standard library's protocols bring, and raw values' types: nothing that is not here.
    private static let brought: [String: Set<String>] = {
        let raw = ["String", "Character", "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Float", "Double"]
        let protocols: [String: Set<String>] = [
            "Equatable": [], "Hashable": ["hashValue"], "Comparable": [], "Codable": [], "Encodable": [], "Decodable": [], "Sendable": [],
            "Error": ["localizedDescription"], "CaseIterable": ["allCases"], "CustomStringConvertible": [], "Identifiable": ["id"],
        ]
        return raw.reduce(into: protocols) { $0[$1] = ["rawValue", "hashValue"] }
    }()
}
