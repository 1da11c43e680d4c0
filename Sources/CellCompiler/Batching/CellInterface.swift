import Notebook
import SwiftParser
import SwiftSyntax

/// What a cell's declarations look like to code that is compiled against them: all but the bodies of functions and the
/// values of constants and variables. Pure syntax, on the safe side.
///
/// Where two cells, compiled as modules of the same name, have the same interface, a library that was compiled against one
/// of them works on top of the other, or cannot be loaded: names of symbols have the types of functions and variables in
/// them, but not what is in a structure.
public struct CellInterface: Sendable {
    /// Of each name that is declared at the top level: the words of its declaration; `nil` where they do not tell all, for
    /// what is left out has a say in it too.
    private let declarations: [String: [String]?]
    /// Names of types, and of constants and variables, which may be of any type.
    private let types: Set<String>, variables: Set<String>
    /// What code finds without mentioning it: types that declare operators, and those that say of what type a literal is.
    private let found: Set<String>

    private static let literalTypes: Set = [
        "IntegerLiteralType", "FloatLiteralType", "BooleanLiteralType", "StringLiteralType", "ExtendedGraphemeClusterType", "UnicodeScalarType",
    ]

    /// - Parameter cell: one that consists of plain declarations (`CellShape.isPlainDeclarations`).
    public init(_ cell: Cell) {
        var declarations: [String: [String]?] = [:], types: Set<String> = [], variables: Set<String> = []
        for item in SourceTree.of(cell.code).statements {
            guard case .decl(let declaration) = item.item else { continue }
            let names = Self.names(of: declaration)
            if declaration.is(VariableDeclSyntax.self) { variables.formUnion(names) } else if !declaration.is(FunctionDeclSyntax.self) { types.formUnion(names) }
            for name in names {
                // What is declared twice is told apart by nobody.
                declarations[name] = .some(declarations[name] == nil ? Self.words(of: declaration) : nil)
            }
        }
        self.declarations = declarations
        found = types.filter { name in
            let words = declarations[name].flatMap(\.self)
            return Self.literalTypes.contains(name) || words.map(Self.declareOperator) ?? true
        }
        self.types = types
        self.variables = variables
    }

    /// Whether code that mentions some names finds the same behind them: each that one of the two declares, the other
    /// declares alike, and so with all that the declarations mention.
    public func isSame(as other: CellInterface, for mentioned: Set<String>) -> Bool {
        let names = Set(declarations.keys).union(other.declarations.keys)
        let values = variables.union(other.variables)
        var waiting = mentioned.union(found).union(other.found).intersection(names), seen = waiting
        while let name = waiting.popFirst() {
            guard let words = declarations[name] ?? nil, words == other.declarations[name] ?? nil else { return false }
            var needed = names.intersection(words)
            // A default or a property may have its type of a value that is mentioned nowhere else, so by no symbol.
            if !variables.contains(name), !values.isDisjoint(with: needed) { return false }
            if variables.contains(name) { needed.formUnion(types.union(other.types)) }
            waiting.formUnion(needed.subtracting(seen))
            seen.formUnion(needed)
        }
        return true
    }

    private static func names(of declaration: DeclSyntax) -> [String] {
        if let named = declaration.asProtocol((any NamedDeclSyntax).self) { return [named.name.identifierText] }
        let variables = VariableNames(viewMode: .sourceAccurate)
        declaration.as(VariableDeclSyntax.self)?.bindings.forEach { variables.walk($0.pattern) }
        return variables.names
    }

    private static func words(of declaration: DeclSyntax) -> [String]? {
        var words: [String]
        if let variable = declaration.as(VariableDeclSyntax.self) {
            // A type, written down or the value's, is in the symbol's name; but of several names, or a getter, which is whose?
            guard variable.bindings.count == 1, let binding = variable.bindings.first, binding.accessorBlock == nil else { return nil }
            words = [Syntax(variable.modifiers), Syntax(binding.pattern)].flatMap(Self.words) + [variable.bindingSpecifier.text]
            if let type = binding.typeAnnotation { words += Self.words(in: Syntax(type)).filter { $0 == "some" || $0 == "!" } }
        } else {
            words = Self.words(in: Syntax(declaration))
        }
        // The type behind `some` is what the body gives.
        return words.contains("some") ? nil : words
    }

    private static func declareOperator(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { $0 == "func" && $1.first.map { !$0.isLetter && $0 != "_" && $0 != "`" } ?? false }
    }

    private static func words(in node: Syntax) -> [String] {
        let collector = WordCollector(viewMode: .sourceAccurate)
        collector.walk(node)
        return collector.words
    }
}

private final class VariableNames: SyntaxVisitor {
    var names: [String] = []

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        names.append(node.identifier.identifierText)
        return .skipChildren
    }
}

/// The words of a declaration, bodies left out.
private final class WordCollector: SyntaxVisitor {
    var words: [String] = []

    override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
        if token.presence == .present { words.append(token.identifierText) }
        return .skipChildren
    }

    override func visit(_ node: CodeBlockSyntax) -> SyntaxVisitorContinueKind {
        switch node.parent?.kind {
        case .functionDecl, .initializerDecl, .deinitializerDecl: .skipChildren
        default: .visitChildren
        }
    }
}
