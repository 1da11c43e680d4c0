import Digest
import Notebook
import SwiftParser
import SwiftSyntax

/// A cell before it is compiled: its module, its imports and its generated source.
struct CellPlan: Sendable {
    let cell: Cell
    let module: CellModule
    let imports: CellImports
    let source: GeneratedSource
    /// Whether the module's name was given to it, and says nothing of what is in it.
    let isNamed: Bool
    /// The types that the cell sees, its own among them.
    let types: CellTypeNames
    /// Why the cell is not compiled, although the compiler might take it.
    let refusals: [Refusal]

    struct Refusal: Sendable, Equatable {
        var line: Int, byteColumn: Int, message: String
    }

    /// Plans cells in order, each with the ones before it in scope. Pure: reads no file, runs nothing.
    /// - Parameters:
    ///   - apart: cells that see what is before them, and that none but each other see.
    ///   - given: names for the modules of some cells, by the cell's id.
    ///   - fingerprint: what else the compiled code depends on: toolchain, flags, libraries.
    static func plans(for cells: [Cell], after earlier: [CellModule] = [], apart: Set<String> = [], given: [String: String] = [:], fingerprint: String) -> [CellPlan] {
        var modules = earlier, visible = earlier
        var taken = Set(earlier.map(\.name))
        var types = earlier.reduce(CellTypeNames()) { $0.adding($1.names, of: $1.name) }
        return cells.map { cell in
            let tree = SourceTree.of(cell.code)
            let isApart = apart.contains(cell.id)
            let scope = Scope(isApart ? modules : visible)
            let names = NameCollector.names(in: tree, propertyWrappers: scope.propertyWrappers)
            let imports = scope.imports(for: names)
            let generator = SourceGenerator(
                source: cell.code, tree: tree, names: names, scope: scope, substitutions: cell.substitutions, isCheck: cell.options.check != nil)
            // Named by its content, and that of all it imports, for their names are made the same way; a
            // cell that stands twice in a notebook is two modules.
            var name = given[cell.id] ?? "", copy = 0
            if name.isEmpty {
                let draft = generator.generate(imports: imports, label: "").text
                repeat {
                    name = "Cell_" + SHA256.hex(of: "\(fingerprint)\n\(copy)\n\(draft)".utf8).prefix(20)
                    copy += 1
                } while !taken.insert(name).inserted
            }
            let module = CellModule(name: name, names: names, dependencies: imports.dependencies)
            modules.append(module)
            if !isApart { visible.append(module) }
            types = types.adding(names, of: name)
            let source = generator.generate(imports: imports, label: name)
            return CellPlan(cell: cell, module: module, imports: imports, source: source, isNamed: given[cell.id] != nil, types: types, refusals: generator.refusals())
        }
    }
}
