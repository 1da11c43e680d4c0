import Notebook
import SwiftParser
import SwiftSyntax

/// What has to be known of a cell before it can be put into one source file with others and still mean the same. Pure
/// syntax, on the safe side: what is not plain is told to be unusual.
public struct CellShape: Sendable {
    /// What it declares at its top level.
    public let declares: [String]
    /// Every name that it mentions, its own and members' too.
    public let mentions: Set<String>
    public let hasImports: Bool
    /// Whether it consists of functions, types, constants and variables, none of them of a kind that acts at a distance:
    /// no operators, extensions, imports, attributes, and nothing that begins with `#`.
    public let isPlainDeclarations: Bool
    /// For a cell that consists of functions, constants, variables and statements of that plain kind, and ends with an
    /// expression on lines of its own: those lines of the source, counted from 1.
    public let closingExpression: ClosedRange<Int>?

    public init(_ cell: Cell) {
        let tree = SourceTree.of(cell.code)
        let names = NameCollector.names(in: tree)
        declares = names.declarations.map(\.name)
        mentions = names.usedNames
        hasImports = !names.imports.isEmpty
        let isPlain = Self.isPlain(tree) && names.guardBindings.isEmpty && names.extensions.isEmpty && !names.declarations.contains { $0.standIn != nil }
        isPlainDeclarations = isPlain && !tree.statements.isEmpty && tree.statements.allSatisfy { Self.isPlainDeclaration($0, ofTypes: true) }
        closingExpression = isPlain ? Self.closingExpression(tree) : nil
    }

    /// Neither broken, nor with a word that means the file that it stands in.
    private static func isPlain(_ tree: SourceFileSyntax) -> Bool {
        guard !tree.hasError else { return false }
        let allowed: Set = ["discardableResult", "escaping", "autoclosure"]
        return tree.tokens(viewMode: .sourceAccurate).allSatisfy { token in
            switch token.tokenKind {
            case .pound, .poundIf, .poundElse, .poundElseif, .poundEndif, .poundSourceLocation, .poundAvailable, .poundUnavailable: false
            case .keyword(.async), .keyword(.await), .keyword(.import), .keyword(.operator), .keyword(.precedencegroup), .keyword(.extension),
                .keyword(.macro):
                false
            case .atSign: token.nextToken(viewMode: .sourceAccurate).map { allowed.contains($0.text) } ?? false
            default: true
            }
        }
    }

    private static func isPlainDeclaration(_ item: CodeBlockItemSyntax, ofTypes: Bool) -> Bool {
        guard case .decl(let declaration) = item.item else { return false }
        switch declaration.as(DeclSyntaxEnum.self) {
        // An operator's function is found by its symbol.
        case .functionDecl(let function): return if case .identifier = function.name.tokenKind { true } else { false }
        case .structDecl, .classDecl, .enumDecl, .typeAliasDecl: return ofTypes
        case .variableDecl(let variable): return variable.bindings.allSatisfy { $0.initializer != nil || $0.isComputed }
        default: return false
        }
    }

    private static func closingExpression(_ tree: SourceFileSyntax) -> ClosedRange<Int>? {
        guard let last = tree.statements.last, case .expr(let expression) = last.item, last.semicolon == nil,
            tree.statements.dropLast().allSatisfy({ item in
                if case .decl = item.item { isPlainDeclaration(item, ofTypes: false) } else { true }
            })
        else { return nil }
        let places = SourceLocationConverter(fileName: "", tree: tree)
        let first = places.location(for: expression.positionAfterSkippingLeadingTrivia).line
        let end = places.location(for: expression.endPositionBeforeTrailingTrivia).line
        let before = tree.statements.dropLast().last.map { places.location(for: $0.endPositionBeforeTrailingTrivia).line } ?? 0
        guard before < first else { return nil }
        return first...end
    }
}
