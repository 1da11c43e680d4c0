/// The cells that come before one, as that one sees them: the newest declaration of a name wins, overloads
/// of functions stay.
public struct Scope: Sendable {
    /// Oldest first.
    private let modules: [CellModule]

    public init(_ modules: [CellModule]) { self.modules = modules }

    /// A declaration in an earlier cell.
    public struct Reference: Sendable, Hashable {
        public var module: String
        public var name: String

        public init(module: String, name: String) {
            self.module = module
            self.name = name
        }
    }

    /// The module that declares `name` last, if it is no function: functions may be overloaded.
    public func newestModule(declaring name: String) -> String? {
        modules.last { $0.names.declarations.contains { $0.name == name } }?.name
    }

    /// The newest declaration of a name, with its module.
    func newestDeclaration(of name: String) -> (module: String, declaration: Declaration)? {
        for module in modules.reversed() {
            if let declaration = module.names.declarations.last(where: { $0.name == name }) { return (module.name, declaration) }
        }
        return nil
    }

    /// The names of property wrappers.
    var propertyWrappers: Set<String> {
        Set(modules.flatMap { $0.names.declarations }.filter(\.isPropertyWrapper).map(\.name))
    }

    /// What a cell has to import to see what it uses.
    func imports(for names: CellNames) -> CellImports {
        let needed = neededModules(for: names)
        let shadowing = Shadowing(modules.filter { needed.contains($0.name) }, seenFrom: names)
        var imports = CellImports(dependencies: needed)
        imports.ignoresAccessControl = addsConformance(names)
        imports.exports = shadowing.modulesWithOverloads
        for module in modules {
            for text in module.names.imports where !imports.frameworks.contains(text) { imports.frameworks.append(text) }
        }
        for module in modules where needed.contains(module.name) {
            let isWhole = shadowing.canImportWhole(module)
            if isWhole {
                imports.modules.append(module.name)
            } else {
                // Members are in sight where anything of their module is imported.
                imports.scoped.append(CellImports.Scoped(keyword: "func", module: module.name, name: CellModule.anchor))
            }
            for declaration in module.names.declarations where shadowing.isVisible(declaration, in: module) {
                if let text = declaration.operatorText, !isWhole || shadowing.isDeclaredTwice(declaration.name) { imports.operators.append(text) }
                guard names.usedNames.contains(declaration.name), let keyword = declaration.standIn?.keyword ?? declaration.kind.importKeyword, !declaration.isOperator,
                    isWhole ? shadowing.hidesOthers(declaration, in: module) : !shadowing.comesThroughNewer(declaration.name, of: module)
                else { continue }
                let scoped = CellImports.Scoped(keyword: keyword, module: module.name, name: declaration.standIn?.name ?? declaration.name)
                if !imports.scoped.contains(scoped) { imports.scoped.append(scoped) }
            }
        }
        return imports
    }

    /// Whether a cell makes a type conform to a protocol, one of which is an earlier cell's. The compiler takes what it
    /// imports for testing as public, and wants the witnesses public too, which nobody writes in a notebook.
    func addsConformance(_ names: CellNames) -> Bool {
        names.extensions.contains { added in
            added.isConformance && added.typeIdentifiers.union(added.protocolIdentifiers).contains { newestModule(declaring: $0) != nil }
        }
    }

    /// The modules that declare what is used, and all that those stand on: a value's members are seen only
    /// where its type's module is imported too, named or not.
    private func neededModules(for names: CellNames) -> Set<String> {
        let own = names.declarations.filter { $0.kind != .func }.map(\.name)
        // What the cell declares again without using the older one.
        let usedNames = names.usedNames.subtracting(Set(own).subtracting(names.references))
        let newest = newestExtensions(seenFrom: names), conforming = names.conformanceNames(through: modules.map(\.names))
        // What stands on a conformance that the cell declares anew would bring the older one along.
        let again = Set(names.extensions.flatMap(\.conformances).map(\.key))
        let replaced = Set(modules.filter { $0.names.extensions.contains { !$0.memberKeys.isDisjoint(with: again) } }.map(\.name))
        var needed: Set<String> = []
        for module in modules {
            let isFree = replaced.isDisjoint(with: [module.name] + module.dependencies)
            let extensions = module.names.extensions.filter { $0.memberKeys.contains { newest[$0] == module.name } || $0.memberKeys.isEmpty }
            let isUsed =
                module.names.declarations.contains { usedNames.contains($0.name) }
                || extensions.contains { $0.isUsedSilently || !$0.memberNames.isDisjoint(with: names.usedNames) || isFree && !$0.typeIdentifiers.isDisjoint(with: conforming) }
                || module.names.declarations.contains { $0.kind == .precedencegroup }
            if isUsed { needed.formUnion([module.name] + module.dependencies) }
        }
        return needed
    }

    /// For each member and conformance that an extension adds: the newest module that has it; "" for the cell itself.
    private func newestExtensions(seenFrom names: CellNames) -> [String: String] {
        var newest: [String: String] = [:]
        for module in modules { for key in module.names.extensions.flatMap(\.memberKeys) { newest[key] = module.name } }
        for key in names.extensions.flatMap(\.memberKeys) { newest[key] = "" }
        return newest
    }

    /// The conformances that a cell declares and an earlier one has declared. The runtime keeps to the first.
    func conformancesAgain(in names: CellNames) -> [Conformance] {
        let earlier = Set(modules.flatMap { $0.names.extensions.flatMap(\.memberKeys) })
        return names.extensions.flatMap { added in added.conformances.filter { earlier.contains($0.key) } }
    }

    /// The variables of earlier cells that running a cell would read, through functions and types too.
    public func variablesRead(by names: CellNames) -> Set<Reference> {
        var search = VariableSearch(modules)
        search.run(names)
        return search.found
    }
}

/// What a cell imports of earlier cells, and of libraries on their behalf.
struct CellImports: Sendable, Equatable {
    struct Scoped: Sendable, Equatable {
        var keyword: String, module: String, name: String
    }

    /// All the modules that the compiler must find.
    var dependencies: Set<String>
    /// Modules that are imported whole, oldest first.
    var modules: [String] = []
    /// Declarations that are imported by name: they win over what whole modules bring.
    var scoped: [Scoped] = []
    /// Declarations of operators and precedence groups whose modules are not imported whole, to be repeated: the
    /// language cannot import them by name.
    var operators: [String] = []
    /// Modules that those who import the cell see through it: what it declares again hides what is theirs.
    var exports: [String] = []
    /// Whether the cell is compiled without access control.
    var ignoresAccessControl = false
    /// `import` declarations of earlier cells, which later ones inherit.
    var frameworks: [String] = []
}
