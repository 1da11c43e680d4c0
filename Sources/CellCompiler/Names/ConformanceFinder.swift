import SwiftSyntax

/// Finds what a cell makes conform, and to what, at any depth: `struct Dot: Shape`, `extension River: CustomStringConvertible`.
final class ConformanceFinder: SyntaxVisitor {
    private var found: Set<String> = []

    static func names(in node: some SyntaxProtocol) -> Set<String> {
        let finder = ConformanceFinder(viewMode: .sourceAccurate)
        finder.walk(node)
        return finder.found
    }

    override func visit(_ node: InheritanceClauseSyntax) -> SyntaxVisitorContinueKind {
        found.formUnion(mentionedNames(in: node.inheritedTypes))
        return .skipChildren
    }

    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind {
        if node.inheritanceClause != nil { found.formUnion(mentionedNames(in: node.extendedType)) }
        return .visitChildren
    }
}
