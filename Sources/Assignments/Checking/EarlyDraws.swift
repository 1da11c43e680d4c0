import Notebook
import SwiftParser
import SwiftSyntax

/// Finds what is drawn too early. The checks run again when work is graded, with other inputs; the cells above them do not.
/// What such a cell has read from `checkSeed` or `checkInputs` keeps its public value, and an answer by heart would pass. Pure.
enum EarlyDraws {
    /// One error a place.
    static func findings(_ document: NotebookDocument) -> [Diagnostic] {
        // Functions that read it, too: they may be called by checks alone.
        var reading = Dictionary(["checkSeed", "checkInputs"].map { ($0, $0) }) { $1 }
        var findings: [Diagnostic] = []
        for cell in document.cells where cell.options.eval && !cell.options.isForJudge {
            let tree = Parser.parse(source: cell.code), finder = DrawFinder(reading)
            finder.walk(tree)
            for (name, source) in finder.functions { reading[name] = source }
            // A check that is run again draws again.
            guard cell.options.check == nil else { continue }
            let converter = SourceLocationConverter(fileName: "", tree: tree)
            for use in finder.early {
                let place = converter.location(for: use.position), source = reading[use.name] ?? use.name
                let what = use.name == source ? "`\(source)` is read" : "`\(use.name)`, which reads `\(source)`, is used"
                findings.append(Diagnostic(
                    .error, path: document.path, position: cell.position(line: place.line, column: place.column),
                    message: "\(what) when the cell `\(cell.id)` runs, and that cell does not run again with what the judge draws: an answer by heart would pass; draw inside the check, or in a function that it calls"))
            }
        }
        return findings
    }
}

/// Where some names are used as soon as a cell runs, and which of its functions use them when they are called.
private final class DrawFinder: SyntaxVisitor {
    private(set) var early: [(name: String, position: AbsolutePosition)] = []
    /// The name that each of them reads in the end.
    private(set) var functions: [String: String] = [:]

    /// Names that are searched for, with what they read.
    private let names: [String: String]
    /// The functions, and computed values, that are open, with the names that their parameters hide.
    private var open: [(name: String?, hidden: Set<String>)] = []

    init(_ names: [String: String]) {
        self.names = names
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        let name = node.baseName.text.filter { $0 != "`" }
        guard let source = names[name] ?? functions[name], !open.contains(where: { $0.hidden.contains(name) }) else { return .visitChildren }
        // A member of something else has a function's name by chance.
        if name != source, let access = node.parent?.as(MemberAccessExprSyntax.self), access.declName.id == node.id { return .visitChildren }
        guard let outermost = open.first else {
            early.append((name, node.positionAfterSkippingLeadingTrivia))
            return .visitChildren
        }
        // Whoever uses a type may call what it declares.
        if let function = types.first ?? outermost.name { functions[function] = source }
        return .visitChildren
    }

    // MARK: Types

    private var types: [String] = []

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name) }
    override func visitPost(_ node: StructDeclSyntax) { types.removeLast() }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name) }
    override func visitPost(_ node: ClassDeclSyntax) { types.removeLast() }

    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name) }
    override func visitPost(_ node: EnumDeclSyntax) { types.removeLast() }

    private func enter(_ type: TokenSyntax) -> SyntaxVisitorContinueKind {
        types.append(type.text)
        return .visitChildren
    }

    // MARK: What runs later

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text, node.signature.parameterClause) }
    override func visitPost(_ node: FunctionDeclSyntax) { open.removeLast() }

    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind { enter(nil, node.signature.parameterClause) }
    override func visitPost(_ node: InitializerDeclSyntax) { open.removeLast() }

    override func visit(_ node: SubscriptDeclSyntax) -> SyntaxVisitorContinueKind { enter(nil, node.parameterClause) }
    override func visitPost(_ node: SubscriptDeclSyntax) { open.removeLast() }

    override func visit(_ node: AccessorBlockSyntax) -> SyntaxVisitorContinueKind {
        let binding = node.parent?.as(PatternBindingSyntax.self)
        return enter(binding?.pattern.as(IdentifierPatternSyntax.self)?.identifier.text, nil)
    }
    override func visitPost(_ node: AccessorBlockSyntax) { open.removeLast() }

    private func enter(_ name: String?, _ parameters: FunctionParameterClauseSyntax?) -> SyntaxVisitorContinueKind {
        open.append((name, Set(parameters?.parameters.map { ($0.secondName ?? $0.firstName).text } ?? [])))
        return .visitChildren
    }
}
