import Notebook
import SwiftParser
import SwiftSyntax

/// Who uses what the judge draws.
public enum InputsUse {
    /// Whether some code names what is drawn; a comment or a text that does says nothing.
    public static func readsDrawn(_ code: String) -> Bool { !identifiers(in: Parser.parse(source: code)).isDisjoint(with: ["checkSeed", "checkInputs"]) }

    private static func identifiers(in tree: SourceFileSyntax) -> Set<String> {
        Set(tree.tokens(viewMode: .sourceAccurate).compactMap { token -> String? in
            if case .identifier(let name) = token.tokenKind { name } else { nil }
        })
    }

    /// The cells that use what the judge writes into `checkInputs`, themselves or by what they use of earlier ones.
    static func cells(of document: NotebookDocument) -> Set<String> {
        var names: Set<String> = ["checkInputs"], found: Set<String> = []
        for cell in document.cells where !cell.options.isForJudge {
            let tree = Parser.parse(source: cell.code)
            guard !identifiers(in: tree).isDisjoint(with: names) else { continue }
            found.insert(cell.id)
            // All that the cell declares at its top level, or once more.
            names.formUnion(declared(in: tree))
        }
        return found
    }

    private static func declared(in tree: SourceFileSyntax) -> Set<String> {
        Set(tree.statements.flatMap { item -> [String] in
            guard case .decl(let declaration) = item.item else { return [] }
            if let variable = declaration.as(VariableDeclSyntax.self) {
                return variable.bindings.flatMap { binding in
                    binding.pattern.tokens(viewMode: .sourceAccurate).compactMap { if case .identifier(let name) = $0.tokenKind { name } else { nil } }
                }
            }
            return declaration.asProtocol((any NamedDeclSyntax).self).map { [$0.name.text] } ?? []
        })
    }
}
