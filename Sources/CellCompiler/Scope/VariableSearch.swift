/// Follows names to the variables that they lead to.
struct VariableSearch {
    private struct Pending {
        /// Names that stand on their own.
        var references: Set<String>
        /// All names, members' too.
        var usedNames: Set<String>
        /// How many modules these can see.
        var visible: Int
    }

    private let modules: [CellModule]
    private(set) var found: Set<Scope.Reference> = []
    private var visited: Set<Scope.Reference> = []
    private var visitedExtensions: Set<[Int]> = []
    private var pending: [Pending] = []

    init(_ modules: [CellModule]) { self.modules = modules }

    mutating func run(_ names: CellNames) {
        pending = [Pending(references: names.references, usedNames: names.usedNames, visible: modules.count)]
        while let next = pending.popLast() {
            for name in next.references { follow(name, visible: next.visible) }
            followMembers(next)
        }
    }

    private mutating func follow(_ name: String, visible: Int) {
        for index in modules.indices.prefix(visible).reversed() {
            let declarations = modules[index].names.declarations.filter { $0.name == name }
            guard !declarations.isEmpty else { continue }
            visit(declarations, in: index)
            // Functions stand beside older ones of their name, anything else hides them.
            if declarations.contains(where: { $0.kind != .func }) { return }
        }
    }

    private mutating func visit(_ declarations: [Declaration], in index: Int) {
        guard let name = declarations.first?.name else { return }
        let reference = Scope.Reference(module: modules[index].name, name: name)
        guard visited.insert(reference).inserted else { return }
        for declaration in declarations {
            if declaration.kind == .var || declaration.kind == .let { found.insert(reference) }
            // A variable has been initialised already, or not: what it was made from is history.
            if declaration.step == nil {
                pending.append(Pending(references: declaration.references, usedNames: declaration.usedNames, visible: index + 1))
            }
        }
    }

    /// `river.flow()` runs what a type, or an extension, says that `flow` does.
    private mutating func followMembers(_ next: Pending) {
        for index in modules.indices.prefix(next.visible) {
            let names = modules[index].names
            for type in Dictionary(grouping: names.declarations.filter({ !$0.memberNames.isDisjoint(with: next.usedNames) }), by: \.name).values {
                visit(type, in: index)
            }
            for (number, added) in names.extensions.enumerated()
            where !added.memberNames.isDisjoint(with: next.usedNames) || next.references.contains(added.typeName) {
                guard visitedExtensions.insert([index, number]).inserted else { continue }
                pending.append(Pending(references: added.references, usedNames: added.usedNames, visible: index + 1))
            }
        }
    }
}
