import Notebook
import SwiftParser

@testable import CellCompiler

/// Names of a cell's source.
func names(_ source: String) -> CellNames { NameCollector.names(in: Parser.parse(source: source)) }

/// Cells as a notebook would hold them, `cell-1` first, ten lines apart.
func cells(_ sources: [String]) -> [Cell] {
    sources.enumerated().map { index, source in
        Cell(
            id: "cell-\(index + 1)", ordinal: index + 1, options: CellOptions(), source: source + "\n", firstLine: 10 * (index + 1),
            removedColumns: [])
    }
}

/// Modules M1, M2, … of cells' sources, each depending on what the ones before make it need.
func modules(_ sources: [String]) -> [CellModule] {
    sources.enumerated().reduce(into: []) { modules, next in
        let names = NameCollector.names(in: Parser.parse(source: next.element), propertyWrappers: Scope(modules).propertyWrappers)
        modules.append(CellModule(name: "M\(next.offset + 1)", names: names, dependencies: Scope(modules).imports(for: names).dependencies))
    }
}

/// What a cell imports after others: "M1 var M2.x" (whole modules, then names).
func imports(_ source: String, after earlier: [String]) -> String {
    let imports = Scope(modules(earlier)).imports(for: names(source))
    return (imports.modules + imports.scoped.map { "\($0.keyword) \($0.module).\($0.name)" }).joined(separator: ", ")
}

/// The cell as the compiler gets it, without what stands before and after, and with short names for the
/// runtime's functions.
func generated(_ source: String, after earlier: [String] = []) -> String {
    let tree = Parser.parse(source: source)
    let scope = Scope(modules(earlier)), names = NameCollector.names(in: tree, propertyWrappers: scope.propertyWrappers)
    let text = SourceGenerator(source: source, tree: tree, names: names, scope: scope).generate(imports: scope.imports(for: names), label: "L").text
    let start = text.firstRange(of: "#sourceLocation(file: \"L\", line: 1)\n")?.upperBound ?? text.startIndex
    let end = text.firstRange(of: "\n#sourceLocation()")?.lowerBound ?? text.endIndex
    return String(text[start..<end]).replacing("NotebookKernel.CellRuntime.", with: "$")
}
