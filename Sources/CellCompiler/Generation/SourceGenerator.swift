import Notebook
import SwiftParser
import SwiftSyntax

/// Makes a cell into a source file of its own.
///
/// What it puts into the cell, and why:
///  * the trailing expression is handed to `CellRuntime.show`, so that its value appears, or, in a check, to
///    `CellRuntime.observe`, so that a judge can compare it;
///  * a top-level `await` is handed to `CellRuntime.wait`: the compiler's own would isolate the cell's
///    variables to the main actor, and its entry point never returns;
///  * after each variable's declaration the kernel is told that it is initialised, so that a later cell
///    never reads one that is not;
///  * a parameter that is set for this run has that value beside its own;
///  * a type marked with `@main` is a program that runs where the cell ends: the compiler's own entry point
///    would be that of a whole module;
///  * `let x = x + 1`, where an earlier cell declares `x`, is qualified: it is a circular reference
///    otherwise.
struct SourceGenerator {
    let source: String
    let tree: SourceFileSyntax
    let names: CellNames
    let scope: Scope
    /// Values of parameters that are set for this run.
    var substitutions: [Cell.Substitution] = []
    /// Whether the cell is a check.
    var isCheck = false

    /// The generated source; `label` is how the compiler names the cell in what it reports.
    func generate(imports: CellImports, label: String) -> GeneratedSource {
        GeneratedSource(prologue: prologue(imports), label: label, source: source, insertions: insertions())
    }

    /// The imports, a line each.
    func prologue(_ imports: CellImports) -> String {
        let attributes = #"@_private(sourceFile: "main.swift") @testable import"#
        return
            (["import NotebookKernel", "import NotebookDisplay"] + imports.frameworks.map(Self.ifThere) + imports.operators
            + imports.exports.map { "@_exported import \($0)" }
            + imports.modules.map { "\(attributes) \($0)" }
            + imports.scoped.map { "\(attributes) \($0.keyword) \($0.module).\($0.name)" }
            + ["func \(CellModule.anchor)() {}"] + declaredTypes + conformancesAgain)
            .map { $0 + "\n" }.joined()
    }

    /// Gives the kernel the conformances that the cell declares again, for the runtime knows the first ones.
    private var conformancesAgain: [String] {
        scope.conformancesAgain(in: names).map { conformance in
            let type = concreteType(conformance.type)
            return "NotebookKernel.CellRuntime.conforms(\(type).self as any (\(conformance.protocol)).Type, \(type).self)"
        }
    }

    /// A generic type's name does not say which of its instances is meant: any of them will do.
    private func concreteType(_ name: String) -> String {
        let declaration = names.declarations.last { $0.name == name } ?? scope.newestDeclaration(of: name)?.declaration
        return (declaration == nil ? ConcreteType.standard(name) : declaration?.concreteType) ?? name
    }

    /// Tells the kernel which types the cell declares, so that older ones of their names can say what they are.
    private var declaredTypes: [String] {
        let letters: [Declaration.Kind: String] = [.struct: "V", .class: "C", .actor: "C", .enum: "O", .protocol: "P"]
        let types = names.declarations.compactMap { declaration in letters[declaration.kind].map { "\"\($0)\(declaration.name)\"" } }
        return types.isEmpty ? [] : ["NotebookKernel.CellRuntime.declares(\(types.joined(separator: ", ")))"]
    }

    /// An earlier cell's import, where that cell could import it; where not, the error is that cell's alone.
    private static func ifThere(_ text: String) -> String {
        guard let module = text.split(separator: " ").last?.split(separator: ".").first, !text.contains("#if") else { return text }
        return "#if canImport(\(module))\n\(text)\n#endif"
    }

    /// In this order where two go to the same place: what encloses opens first and closes last.
    func insertions() -> [GeneratedSource.Insertion] {
        let trailing = trailingExpression()
        return Array(trailing.prefix(1)) + AwaitBridge(tree).insertions + qualifications.compactMap(\.insertion) + Array(trailing.dropFirst()) + parameters() + steps()
            + programs()
    }

    private func programs() -> [GeneratedSource.Insertion] {
        tree.statements.flatMap { item -> [GeneratedSource.Insertion] in
            guard case .decl(let declaration) = item.item, let name = declaration.asProtocol((any NamedDeclSyntax).self)?.name,
                let attributes = declaration.asProtocol((any WithAttributesSyntax).self)?.attributes,
                let main = attributes.first(where: { $0.as(AttributeSyntax.self)?.attributeName.trimmedDescription == "main" })
            else { return [] }
            return [
                .init(main.positionAfterSkippingLeadingTrivia.utf8Offset, "/*"), .init(main.endPositionBeforeTrailingTrivia.utf8Offset, "*/"),
                .init(tree.statements.endPositionBeforeTrailingTrivia.utf8Offset, "; try NotebookKernel.CellRuntime.runMain(\(name.text).main)"),
            ]
        }
    }

    /// What opens and what closes around the trailing expression. A semicolon after it asks for silence.
    private func trailingExpression() -> [GeneratedSource.Insertion] {
        guard let last = tree.statements.last, case .expr(let expression) = last.item, isShown(expression) else { return [] }
        let start = expression.positionAfterSkippingLeadingTrivia.utf8Offset
        if last.semicolon != nil { return [.init(start, "_ = ")] }
        return [
            .init(start, "NotebookKernel.CellRuntime.\(isCheck ? "observe" : "show")("),
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
            refusal(position, "'async let' cannot stand at a cell's top level; put it into an 'async' function, or write 'let … = await …'")
        } + ambiguities.map { refusal(AbsolutePosition(utf8Offset: $0.reference.offset), $0.ambiguity) }
            + (isCheck && !observesValue ? [refusal(endOfCode, "this check observes nothing; end its cell with an expression, without a semicolon")] : [])
    }

    private func refusal(_ position: AbsolutePosition, _ message: String) -> CellPlan.Refusal {
        let place = SourceLocationConverter(fileName: "", tree: tree).location(for: position)
        return .init(line: place.line, byteColumn: place.column, message: message)
    }

    private var observesValue: Bool {
        guard let last = tree.statements.last, case .expr(let expression) = last.item else { return false }
        return last.semicolon == nil && isShown(expression)
    }

    /// Where the last statement begins; the cell's first line where there is none.
    private var endOfCode: AbsolutePosition { tree.statements.last?.positionAfterSkippingLeadingTrivia ?? AbsolutePosition(utf8Offset: 0) }

    /// The initialiser stays where it is, so that places are the cell's own, and gives its type.
    private func parameters() -> [GeneratedSource.Insertion] {
        substitutions.flatMap { substitution -> [GeneratedSource.Insertion] in
            [
                .init(substitution.offset, "NotebookKernel.CellRuntime.parameter(\(substitution.literal), instead: "),
                .init(substitution.offset + substitution.length, ")"),
            ]
        }
    }

    /// What is put in for the sake of later cells, behind each statement that leaves variables initialised.
    private func steps() -> [GeneratedSource.Insertion] {
        var insertions: [GeneratedSource.Insertion] = []
        for (number, statement) in StepFinder.statements(in: tree).enumerated() {
            let end = statement.endPositionBeforeTrailingTrivia.utf8Offset
            let declared = names.declarations.filter { $0.step == number + 1 }
            for declaration in declared {
                guard let standIn = declaration.standIn, !declaration.name.hasPrefix("$") else { continue }
                if standIn.isForOwnCell, let variable = statement.as(VariableDeclSyntax.self) {
                    insertions.append(.init(statement.positionAfterSkippingLeadingTrivia.utf8Offset, "enum \(standIn.name) { "))
                    insertions.append(.init(variable.bindingSpecifier.positionAfterSkippingLeadingTrivia.utf8Offset, "static "))
                    // A type's variables get their values when they are first asked for: now.
                    insertions.append(.init(end, " }; _ = \(standIn.prefix)\(declaration.name)"))
                } else {
                    insertions.append(.init(end, "; let \(standIn.name) = \(declaration.name)"))
                }
            }
            insertions.append(.init(end, "; NotebookKernel.CellRuntime.reached(\(number + 1))"))
        }
        return insertions
    }
}

/// The top-level statements that leave variables initialised, in the order in which `NameCollector` numbers them.
enum StepFinder {
    static func statements(in tree: SourceFileSyntax) -> [Syntax] {
        statements(in: tree.statements)
    }

    private static func statements(in items: CodeBlockItemListSyntax) -> [Syntax] {
        items.flatMap { item -> [Syntax] in
            if case .stmt(let statement) = item.item, let node = statement.as(GuardStmtSyntax.self), !node.boundNames(.let).isEmpty {
                return [Syntax(node)]
            }
            guard case .decl(let declaration) = item.item else { return [] }
            if let variable = declaration.as(VariableDeclSyntax.self), variable.isStoredWithInitializer { return [Syntax(variable)] }
            if let conditional = declaration.as(IfConfigDeclSyntax.self) {
                return conditional.possibleClauses.flatMap { clause -> [Syntax] in
                    if case .statements(let items)? = clause.elements { statements(in: items) } else { [] }
                }
            }
            return []
        }
    }
}
