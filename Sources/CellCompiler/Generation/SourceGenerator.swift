import Notebook
import SwiftParser
import SwiftSyntax

/// Makes a cell into a source file of its own.
///
/// What it puts into the cell, and why:
///  * the trailing expression is handed to `CellRuntime.show`, so that its value appears;
///  * a top-level `await` is handed to `CellRuntime.wait`: the compiler's own would isolate the cell's
///    variables to the main actor, and its entry point never returns;
///  * after each variable's declaration the kernel is told that it is initialised, so that a later cell
///    never reads one that is not;
///  * a parameter that is set for this run has that value beside its own;
///  * `let x = x + 1`, where an earlier cell declares `x`, is qualified: it is a circular reference
///    otherwise.
struct SourceGenerator {
    let source: String
    let tree: SourceFileSyntax
    let names: CellNames
    let scope: Scope
    /// Values of parameters that are set for this run.
    var substitutions: [Cell.Substitution] = []

    /// The generated source; `label` is how the compiler names the cell in what it reports.
    func generate(imports: CellImports, label: String) -> GeneratedSource {
        GeneratedSource(prologue: prologue(imports), label: label, source: source, insertions: insertions())
    }

    /// The imports, a line each.
    func prologue(_ imports: CellImports) -> String {
        let attributes = #"@_private(sourceFile: "main.swift") @testable import"#
        return
            (["import NotebookKernel", "import NotebookDisplay"] + imports.frameworks.map(Self.ifThere) + imports.operators
            + imports.modules.map { "\(attributes) \($0)" }
            + imports.scoped.map { "\(attributes) \($0.keyword) \($0.module).\($0.name)" })
            .map { $0 + "\n" }.joined()
    }

    /// An earlier cell's import, where that cell could import it; where not, the error is that cell's alone.
    private static func ifThere(_ text: String) -> String {
        guard let module = text.split(separator: " ").last?.split(separator: ".").first, !text.contains("#if") else { return text }
        return "#if canImport(\(module))\n\(text)\n#endif"
    }

    /// In this order where two go to the same place: what encloses opens first and closes last.
    func insertions() -> [GeneratedSource.Insertion] {
        let trailing = trailingExpression()
        return Array(trailing.prefix(1)) + AwaitBridge(tree).insertions + qualifications() + Array(trailing.dropFirst()) + parameters() + steps()
    }

    /// What opens and what closes around the trailing expression. A semicolon after it asks for silence.
    private func trailingExpression() -> [GeneratedSource.Insertion] {
        guard let last = tree.statements.last, case .expr(let expression) = last.item, isShown(expression) else { return [] }
        let start = expression.positionAfterSkippingLeadingTrivia.utf8Offset
        if last.semicolon != nil { return [.init(start, "_ = ")] }
        return [
            .init(start, "NotebookKernel.CellRuntime.show("),
            .init(expression.endPositionBeforeTrailingTrivia.utf8Offset, ")"),
        ]
    }

    /// Assignments have no value, and may not stand in a call; nor may what is a message to the compiler.
    private func isShown(_ expression: ExprSyntax) -> Bool {
        if let macro = expression.as(MacroExpansionExprSyntax.self) { return !["warning", "error"].contains(macro.macroName.text) }
        guard let sequence = expression.as(SequenceExprSyntax.self) else {
            return !expression.is(AssignmentExprSyntax.self)
        }
        return !sequence.elements.contains { $0.is(AssignmentExprSyntax.self) }
    }

    /// What the compiler takes but a cell cannot do, and where.
    func refusals() -> [CellPlan.Refusal] {
        AwaitBridge(tree).asyncLets.map { position in
            let place = SourceLocationConverter(fileName: "", tree: tree).location(for: position)
            return .init(
                line: place.line, byteColumn: place.column,
                message: "'async let' cannot stand at a cell's top level; put it into an 'async' function, or write 'let … = await …'")
        }
    }

    /// The initialiser stays where it is, so that places are the cell's own, and gives its type.
    private func parameters() -> [GeneratedSource.Insertion] {
        substitutions.flatMap { substitution -> [GeneratedSource.Insertion] in
            [
                .init(substitution.offset, "NotebookKernel.CellRuntime.parameter(\(substitution.literal), instead: "),
                .init(substitution.offset + substitution.length, ")"),
            ]
        }
    }

    private func steps() -> [GeneratedSource.Insertion] {
        var insertions: [GeneratedSource.Insertion] = []
        for declaration in StepFinder.declarations(in: tree) {
            insertions.append(
                .init(
                    declaration.endPositionBeforeTrailingTrivia.utf8Offset,
                    "; NotebookKernel.CellRuntime.reached(\(insertions.count + 1))"))
        }
        return insertions
    }

    /// Before a variable's declaration, and in it, the name stands for what an earlier cell declares. To the
    /// compiler it is the variable, without a value yet.
    private func qualifications() -> [GeneratedSource.Insertion] {
        let variables = Set(names.declarations.filter { $0.kind == .let || $0.kind == .var }.map(\.name))
        return ReferenceFinder.references(in: tree).compactMap { reference in
            guard variables.contains(reference.name), let module = scope.newestModule(declaring: reference.name) else { return nil }
            switch reference.kind {
            case .expression: return .init(reference.offset, "\(module).")
            case .shorthand: return .init(reference.offset + reference.length, " = \(module).\(reference.name)")
            case .type: return nil
            }
        }
    }
}

/// The top-level variables with an initial value, in the order in which `NameCollector` numbers them.
enum StepFinder {
    static func declarations(in tree: SourceFileSyntax) -> [VariableDeclSyntax] {
        declarations(in: tree.statements)
    }

    private static func declarations(in items: CodeBlockItemListSyntax) -> [VariableDeclSyntax] {
        items.flatMap { item -> [VariableDeclSyntax] in
            guard case .decl(let declaration) = item.item else { return [] }
            if let variable = declaration.as(VariableDeclSyntax.self), variable.isStoredWithInitializer { return [variable] }
            if let conditional = declaration.as(IfConfigDeclSyntax.self) {
                return conditional.clauses.flatMap { clause -> [VariableDeclSyntax] in
                    if case .statements(let items)? = clause.elements { declarations(in: items) } else { [] }
                }
            }
            return []
        }
    }
}
