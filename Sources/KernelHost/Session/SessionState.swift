import CellCompiler
import Notebook

/// What a session knows of its variables: a pure state, changed by how cells end.
struct SessionState: Sendable {
    /// Modules that are loaded, or were meant to be, oldest first.
    private var modules: [CellModule] = []
    /// Variables that must not be read, and the cell that did not finish them.
    private var unfinished: [Scope.Reference: String] = [:]
    /// Modules that are not in the kernel, and why: "cell-2, which did not run".
    private var missing: [String: String] = [:]

    /// Why a cell cannot run with the state that there is; `nil` if it can.
    func reasonToSkip(_ module: CellModule) -> String? {
        if let needed = modules.lazy.compactMap({ module.dependencies.contains($0.name) ? missing[$0.name] : nil }).first {
            return "it needs \(needed)"
        }
        let read = Scope(modules).variablesRead(by: module.names)
        guard let (variable, cell) = read.compactMap({ reference in unfinished[reference].map { (reference.name, $0) } }).min(by: { $0.0 < $1.0 })
        else { return nil }
        return "it needs '\(variable)', which \(cell) did not finish"
    }

    /// A cell ran to its end.
    mutating func finished(_ module: CellModule) {
        modules.append(module)
    }

    /// A cell ended early, after so many of its steps.
    mutating func failed(_ module: CellModule, cell: String, stepsFinished: Int) {
        modules.append(module)
        let variables = module.names.declarations.filter { $0.kind == .var || $0.kind == .let }
        // A name stands twice where an `#if` chooses; only the branch that was built has finished steps.
        for (name, declarations) in Dictionary(grouping: variables, by: \.name) {
            let isFinished = declarations.contains { $0.step.map { $0 <= stepsFinished } ?? $0.isComputed }
            if !isFinished { unfinished[Scope.Reference(module: module.name, name: name)] = cell }
        }
    }

    /// A cell was not run at all.
    mutating func skipped(_ module: CellModule, cell: String) {
        modules.append(module)
        missing[module.name] = "\(cell), which did not run"
    }

    /// A cell took the kernel with it, and is not run again in the next one.
    mutating func lost(_ module: CellModule, cell: String) {
        modules.append(module)
        missing[module.name] = "\(cell), whose variables were lost with the kernel"
    }
}
