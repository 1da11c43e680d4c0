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
        guard let (found, source) = whatIsRead(by: name, at: node), !open.contains(where: { $0.hidden.contains(name) }) else { return .visitChildren }
        guard let outermost = open.first else {
            early.append((found, node.positionAfterSkippingLeadingTrivia))
            return .visitChildren
        }
        if let reader = reader(outermost.name) { functions[reader] = source }
        return .visitChildren
    }

    /// The name under which it is known, and what is read in the end.
    private func whatIsRead(by name: String, at node: DeclReferenceExprSyntax) -> (name: String, source: String)? {
        func known(_ name: String) -> (String, String)? { (names[name] ?? functions[name]).map { (name, $0) } }
        let isMember = node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id
        if isMember || !types.isEmpty, let member = known("." + name) { return member }
        // A member of something else has a function's name by chance.
        return known(name).flatMap { isMember && name != $0.1 ? nil : $0 }
    }

    // MARK: Types

    private var types: [(name: String, isExtension: Bool)] = []

    /// Under which name others use what reads it here: whoever uses a type may call what it declares. An extension may be one
    /// of a type that everybody uses, so that its members count by themselves.
    /// - Parameter function: the outermost function's, or computed value's; an initialiser has none.
    private func reader(_ function: String?) -> String? {
        guard let type = types.first else { return function }
        return type.isExtension ? (types.dropFirst().first?.name ?? function).map { "." + $0 } ?? type.name : type.name
    }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: StructDeclSyntax) { types.removeLast() }

    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: ClassDeclSyntax) { types.removeLast() }

    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: ActorDeclSyntax) { types.removeLast() }

    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.name.text) }
    override func visitPost(_ node: EnumDeclSyntax) { types.removeLast() }

    override func visit(_ node: ExtensionDeclSyntax) -> SyntaxVisitorContinueKind { enter(node.extendedType.trimmedDescription, isExtension: true) }
    override func visitPost(_ node: ExtensionDeclSyntax) { types.removeLast() }

    private func enter(_ type: String, isExtension: Bool = false) -> SyntaxVisitorContinueKind {
        types.append((type, isExtension))
        return .visitChildren
    }

    // MARK: Stored properties

    /// What a property of each value begins with is computed when a value is made.
    override func visit(_ node: InitializerClauseSyntax) -> SyntaxVisitorContinueKind {
        if isOfValues(node) { open.append((nil, [])) }
        return .visitChildren
    }
    override func visitPost(_ node: InitializerClauseSyntax) { if isOfValues(node) { open.removeLast() } }

    private func isOfValues(_ node: InitializerClauseSyntax) -> Bool {
        guard let property = node.parent?.parent?.parent?.as(VariableDeclSyntax.self), property.parent?.is(MemberBlockItemSyntax.self) == true else { return false }
        return !property.modifiers.contains { ["static", "class"].contains($0.name.text) }
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
