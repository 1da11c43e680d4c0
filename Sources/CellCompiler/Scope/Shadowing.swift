/// Which declarations of some modules are hidden by those of newer ones.
struct Shadowing {
    /// The cell that imports the modules.
    private let cell: CellNames
    /// The functions that this cell declares itself.
    private let ownFunctions: Set<String>
    private let modules: [CellModule]
    /// For each key of a declaration, member or operator: the newest module that has it.
    private var newestByKey: [String: String] = [:]
    /// For each name: the newest module in which it is no function.
    private var newestByName: [String: (module: String, order: Int)] = [:]
    /// For each name: the newest module that declares it as anything.
    private var newestOfAnyKind: [String: String] = [:]
    private var owners: [String: Set<String>] = [:]
    private var order: [String: Int] = [:]

    /// For each key: the oldest module that has it.
    private var oldestByKey: [String: String] = [:]

    /// - Parameter modules: oldest first.
    init(_ modules: [CellModule], seenFrom cell: CellNames) {
        self.modules = modules
        self.cell = cell
        ownFunctions = Set(cell.declarations.filter { $0.kind == .func }.map(\.key))
        for (index, module) in modules.enumerated() {
            order[module.name] = index
            for declaration in module.names.declarations {
                newestByKey[declaration.key] = module.name
                if oldestByKey[declaration.key] == nil { oldestByKey[declaration.key] = module.name }
                owners[declaration.name, default: []].insert(module.name)
                newestOfAnyKind[declaration.name] = module.name
                if declaration.kind != .func { newestByName[declaration.name] = (module.name, index) }
            }
            for key in module.names.extensions.flatMap(\.memberKeys) { newestByKey[key] = module.name }
        }
    }

    /// Whether a name is declared by more than one module, so that only an import by name is unambiguous.
    func isDeclaredTwice(_ name: String) -> Bool { (owners[name]?.count ?? 0) > 1 }

    /// Whether a declaration has to win over what older modules bring under its name.
    func hidesOthers(_ declaration: Declaration, in module: CellModule) -> Bool {
        guard isDeclaredTwice(declaration.name) else { return false }
        return newestOfAnyKind[declaration.name] == module.name || oldestByKey[declaration.key] != module.name
    }

    func isVisible(_ declaration: Declaration, in module: CellModule) -> Bool {
        guard newestByKey[declaration.key] == module.name else { return false }
        // An operator and the functions of its name are different things.
        if declaration.operatorText != nil { return true }
        guard declaration.kind == .func else { return newestOfAnyKind[declaration.name] == module.name }
        if ownFunctions.contains(declaration.key) { return false }
        // A function stays beside newer overloads, but not beside a newer variable or type of its name.
        guard let hiding = newestByName[declaration.name] else { return true }
        return hiding.order <= (order[module.name] ?? 0)
    }

    /// Members and operators cannot be imported by name, and are ambiguous when two modules bring the same:
    /// a module that has an older version of one is not imported whole. Nor is one with a function whose name and
    /// types a newer one has: of two types of one name, the compiler would take both functions for overloads.
    func canImportWhole(_ module: CellModule) -> Bool {
        let keys = module.names.extensions.flatMap(\.memberKeys) + module.names.declarations.filter(\.isOperatorFunction).map(\.key)
        guard keys.allSatisfy({ newestByKey[$0] == module.name }) else { return false }
        let used = module.names.declarations.filter { cell.usedNames.contains($0.name) }
        // Operators' functions come with the whole module only.
        if used.contains(where: \.isOperatorFunction) { return true }
        let functions = Dictionary(grouping: used.filter { $0.kind == .func }, by: \.name)
        return !functions.contains { name, overloads in
            comesThroughNewer(name, of: module) || overloads.allSatisfy { ownFunctions.contains($0.key) }
        }
    }

    /// Whether a newer module has one of a module's functions of a name. Others of them are seen through that one.
    func comesThroughNewer(_ name: String, of module: CellModule) -> Bool {
        module.names.declarations.contains { $0.name == name && $0.kind == .func && newestByKey[$0.key] != module.name }
    }

    /// The modules with functions that stand beside the cell's own of their names. Those who import the cell see
    /// them through it, for so the compiler takes the cell's own where both have the same, and `Cell.f` is any of them.
    var modulesWithOverloads: [String] {
        let own = cell.declarations.filter { $0.kind == .func }, ownNames = Set(own.map(\.name))
        return modules.filter { module in
            let functions = module.names.declarations.filter { $0.kind == .func }
            // All operators of a module come with it, or none.
            let isOperatorReplaced = functions.contains { $0.isOperatorFunction && ownFunctions.contains($0.key) }
            return functions.contains {
                !ownFunctions.contains($0.key) && (ownNames.contains($0.name) || isOperatorReplaced && $0.isOperatorFunction)
            }
        }.map(\.name)
    }
}
