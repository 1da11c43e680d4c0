/// Why a cell was compiled, or that it was not.
public struct CacheFinding: Sendable, Equatable {
    /// The cell's id.
    public var cell: String
    public var state: State

    public enum State: Sendable, Equatable {
        case cached
        case compiled(because: [Reason])
        /// It does not compile, or needs a cell that does not.
        case broken
    }

    public enum Reason: Sendable, Equatable, CustomStringConvertible {
        /// The notebook was not compiled before with this cache.
        case newNotebook
        /// The cell was not in the notebook when that was last compiled.
        case newCell
        case codeChanged
        /// Values of parameters.
        case valuesChanged
        /// Cells that it needs changed.
        case needsChanged([String])
        /// It sees other declarations or imports than before, although no cell that it needs changed.
        case scopeChanged
        case toolchainChanged, targetChanged, flagsChanged, librariesChanged
        /// It was compiled before, and what came of it is gone, or was damaged.
        case gone

        public var description: String {
            switch self {
            case .newNotebook: "the notebook was not compiled here before"
            case .newCell: "it is new"
            case .codeChanged: "its code changed"
            case .valuesChanged: "its parameters' values changed"
            case .needsChanged(let cells): "\(cells.joined(separator: ", ")), which it needs, changed"
            case .scopeChanged: "earlier cells declare or import other things than before"
            case .toolchainChanged: "the toolchain changed"
            case .targetChanged: "the platform to compile for changed"
            case .flagsChanged: "the compiler's flags changed"
            case .librariesChanged: "the libraries were built again"
            case .gone: "what was kept of it was gone, or damaged"
            }
        }
    }

    public init(cell: String, state: State) {
        self.cell = cell
        self.state = state
    }

    /// One line: `cell-3: compiled, for its code changed`.
    public var text: String {
        switch state {
        case .cached: "\(cell): cached"
        case .compiled(let reasons): "\(cell): compiled: \(reasons.map(\.description).joined(separator: "; "))"
        case .broken: "\(cell): does not compile, so nothing is kept of it"
        }
    }
}

/// Compares what is compiled with what was compiled last time. Pure.
enum CacheExplanation {
    enum Outcome { case cached, compiled, broken }

    /// - Parameters:
    ///   - outcomes: what came of each cell of `new`, in order.
    ///   - old: the notebook's last record, if there is one.
    static func findings(_ new: PlanRecord, outcomes: [Outcome], after old: PlanRecord?) -> [CacheFinding] {
        let causes = old.map { Self.causes(new, $0) } ?? new.cells.map { _ in [.newNotebook] }
        return new.cells.indices.map { index in
            let state: CacheFinding.State =
                switch outcomes[index] {
                case .cached: .cached
                case .broken: .broken
                case .compiled: .compiled(because: causes[index])
                }
            return CacheFinding(cell: new.cells[index].id, state: state)
        }
    }

    /// For each cell, why it would have to be compiled.
    private static func causes(_ new: PlanRecord, _ old: PlanRecord) -> [[CacheFinding.Reason]] {
        let common = settingChanges(new.setting, old.setting)
        let oldModules = Set(old.cells.map(\.module))
        // Cells that changed in themselves, by module: what others name as the cause.
        var changed: [String: String] = [:]
        return zip(new.cells, new.predecessors(in: old)).map { cell, before in
            var reasons = common
            guard let before else {
                changed[cell.module] = cell.id
                return reasons + [.newCell]
            }
            if cell.code != before.code { reasons.append(.codeChanged) }
            if cell.values != before.values { reasons.append(.valuesChanged) }
            let isChanged = cell.code != before.code || cell.values != before.values
            if isChanged { changed[cell.module] = cell.id }
            let needed = new.cells.filter { cell.needs.contains($0.module) && !oldModules.contains($0.module) }.compactMap { changed[$0.module] }
            if !needed.isEmpty { reasons.append(.needsChanged(needed)) }
            guard reasons.isEmpty else { return reasons }
            if cell.module == before.module { return [.gone] }
            changed[cell.module] = cell.id
            return [.scopeChanged]
        }
    }

    private static func settingChanges(_ new: PlanRecord.Setting, _ old: PlanRecord.Setting) -> [CacheFinding.Reason] {
        var reasons: [CacheFinding.Reason] = []
        if new.toolchain != old.toolchain { reasons.append(.toolchainChanged) }
        if new.target != old.target { reasons.append(.targetChanged) }
        if new.libraries != old.libraries { reasons.append(.librariesChanged) }
        if new.flags != old.flags { reasons.append(.flagsChanged) }
        return reasons
    }
}
