/// Which declarations of some modules are hidden by those of newer ones.
struct Shadowing {
    /// For each key of a declaration, member or operator: the newest module that has it.
    private var newestByKey: [String: String] = [:]
    /// For each name: the newest module in which it is no function.
    private var newestByName: [String: (module: String, order: Int)] = [:]
    /// For each name: the newest module that declares it as anything.
    private var newestOfAnyKind: [String: String] = [:]
    private var owners: [String: Set<String>] = [:]
    private var order: [String: Int] = [:]

    /// - Parameter modules: oldest first.
    init(_ modules: [CellModule]) {
        for (index, module) in modules.enumerated() {
            order[module.name] = index
            for declaration in module.names.declarations {
                newestByKey[declaration.key] = module.name
                owners[declaration.name, default: []].insert(module.name)
                newestOfAnyKind[declaration.name] = module.name
                if declaration.kind != .func { newestByName[declaration.name] = (module.name, index) }
            }
            for key in module.names.extensions.flatMap(\.memberKeys) { newestByKey[key] = module.name }
        }
    }

    /// Whether a name is declared by more than one module, so that only an import by name is unambiguous.
    func isDeclaredTwice(_ name: String) -> Bool { (owners[name]?.count ?? 0) > 1 }

    /// The newest module that declares a name, of whatever kind.
    func newestOwner(of name: String) -> String? { newestOfAnyKind[name] }

    func isVisible(_ declaration: Declaration, in module: CellModule) -> Bool {
        guard newestByKey[declaration.key] == module.name else { return false }
        // An operator and the functions of its name are different things.
        if declaration.operatorText != nil { return true }
        guard declaration.kind == .func else { return newestOfAnyKind[declaration.name] == module.name }
        // A function stays beside newer overloads, but not beside a newer variable or type of its name.
        guard let hiding = newestByName[declaration.name] else { return true }
        return hiding.order <= (order[module.name] ?? 0)
    }

    /// Members and operators cannot be imported by name, and are ambiguous when two modules bring the same:
    /// a module that has an older version of one is not imported whole.
    func canImportWhole(_ module: CellModule) -> Bool {
        let keys = module.names.extensions.flatMap(\.memberKeys) + module.names.declarations.filter(\.isOperator).map(\.key)
        return keys.allSatisfy { newestByKey[$0] == module.name }
    }
}
