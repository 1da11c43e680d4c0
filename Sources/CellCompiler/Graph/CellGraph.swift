import Notebook
import SwiftParser

/// Which cells of a notebook need which others, and by what names. Pure: syntax is all that is looked at, so
/// that a notebook that does not compile has a graph too.
///
/// A cell *needs* another if it mentions a name that the other declares, or a member that the other adds to a
/// type. A conformance is used without being mentioned: every later cell needs the one that adds it.
public struct CellGraph: Sendable, Equatable {
    /// One cell that another needs.
    public struct Need: Sendable, Equatable {
        /// The needed cell's id.
        public var cell: String
        /// What is taken from it, sorted: `model`, `River.flow` for what an extension adds, `extension of River`
        /// for a conformance, an initialiser or a subscript.
        public var names: [String]
    }

    public struct Node: Sendable, Equatable {
        /// The cell's id.
        public var cell: String
        /// The place of its first line of code.
        public var position: SourcePosition
        /// The names that it declares at its top level, in source order, each once.
        public var declares: [String]
        /// The earlier cells that it takes names from directly, in the order of the notebook.
        public var needs: [Need]
        /// Names that no earlier cell declares, and a later one does. The standard library and libraries may
        /// have them too: only where the cell does not compile is this sure to be a matter of order.
        public var mayNeedLater: [Need]
        /// Whether the cell only declares things, and no other cell mentions any of them.
        public var isUnused: Bool
    }

    /// In the order of the notebook.
    public let nodes: [Node]

    /// The graph of cells that are compiled, in the order in which they run.
    public init(_ cells: [Cell]) {
        let parsed = cells.map { cell in
            let tree = SourceTree.of(cell.code)
            return Parsed(cell: cell, names: NameCollector.names(in: tree), onlyDeclares: DeclarationCells.onlyDeclares(tree))
        }
        nodes = parsed.indices.map { index in
            let this = parsed[index]
            return Node(
                cell: this.cell.id, position: this.cell.firstCodePosition, declares: this.declaredNames,
                needs: Self.needs(of: this, in: parsed[..<index]), mayNeedLater: Self.needsLater(of: index, in: parsed),
                isUnused: this.onlyDeclares && !parsed.indices.contains { $0 != index && parsed[$0].mentions(this) })
        }
    }

    private struct Parsed {
        let cell: Cell
        let names: CellNames
        let onlyDeclares: Bool

        var declaredNames: [String] {
            names.declarations.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }

        /// Whether this cell may use anything of another's. Members' names count: a false alarm would be worse.
        func mentions(_ other: Parsed) -> Bool {
            other.names.declarations.contains { names.usedNames.contains($0.name) || !names.usedNames.isDisjoint(with: $0.memberNames) }
                || other.names.extensions.contains { !names.usedNames.isDisjoint(with: $0.memberNames) }
        }
    }

    private static func needs(of this: Parsed, in earlier: ArraySlice<Parsed>) -> [Need] {
        var names: [Int: Set<String>] = [:]
        for name in this.names.references {
            for index in earlier.indices.reversed() {
                let declarations = earlier[index].names.declarations.filter { $0.name == name }
                guard !declarations.isEmpty else { continue }
                names[index, default: []].insert(name)
                // Functions stand beside older ones of their name, anything else hides them.
                if declarations.contains(where: { $0.kind != .func }) { break }
            }
        }
        let conforming = this.names.conformanceNames(through: earlier.map(\.names))
        for index in earlier.indices {
            for added in earlier[index].names.extensions {
                let members = added.memberNames.intersection(this.names.usedNames).map { "\(added.typeName).\($0)" }
                if !members.isEmpty { names[index, default: []].formUnion(members) }
                if added.isUsedSilently || !added.typeIdentifiers.isDisjoint(with: conforming) { names[index, default: []].insert("extension of \(added.typeName)") }
            }
        }
        return names.sorted { $0.key < $1.key }.map { Need(cell: earlier[$0.key].cell.id, names: $0.value.sorted()) }
    }

    private static func needsLater(of index: Int, in cells: [Parsed]) -> [Need] {
        let known = Set(cells[...index].flatMap { $0.names.declarations.map(\.name) })
        var missing = cells[index].names.references.subtracting(known)
        return cells[(index + 1)...].compactMap { later in
            let found = missing.intersection(later.names.declarations.map(\.name))
            missing.subtract(found)
            return found.isEmpty ? nil : Need(cell: later.cell.id, names: found.sorted())
        }
    }
}

extension Cell {
    /// Where the code begins, behind the option lines.
    var firstCodePosition: SourcePosition {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.firstIndex { !$0.hasPrefix("//|") && $0.contains { !$0.isWhitespace } } ?? 0
        let indentation = lines[first].prefix { $0.isWhitespace }.count
        return position(line: first + 1, column: indentation + 1)
    }
}
