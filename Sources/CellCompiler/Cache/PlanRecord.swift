import Digest
import Notebook

/// What a notebook's last compilation looked like, kept to explain the next one.
struct PlanRecord: Codable, Equatable, Sendable {
    /// What all cells are compiled with; each part is compared, and never shown.
    struct Setting: Codable, Equatable, Sendable {
        var toolchain: String
        var target: String
        var flags: String
        var libraries: String
    }

    struct Cell: Codable, Equatable, Sendable {
        var id: String
        /// A digest of the code.
        var code: String
        /// A digest of the parameters' values that are set in it.
        var values: String
        var module: String
        /// The modules of the cells that it needs, directly or through others.
        var needs: Set<String>
    }

    var setting: Setting
    /// In the order of the notebook.
    var cells: [Cell]

    init(setting: Setting, cells: [Cell]) {
        self.setting = setting
        self.cells = cells
    }

    init(_ plans: [CellPlan], setting: Setting) {
        self.init(
            setting: setting,
            cells: plans.map { plan in
                Cell(
                    id: plan.cell.id, code: SHA256.hex(of: plan.cell.code.utf8),
                    values: plan.cell.substitutions.map(\.literal).joined(separator: "\n"), module: plan.module.name,
                    needs: plan.imports.dependencies)
            })
    }

    /// For each of this record's cells, the one of an earlier record that it was: with the same code, else the
    /// same name.
    func predecessors(in old: PlanRecord) -> [Cell?] {
        var free = old.cells
        func take(_ matches: (Cell) -> Bool) -> Cell? { free.firstIndex(where: matches).map { free.remove(at: $0) } }
        let sameCode = cells.map { cell in take { $0.code == cell.code && $0.id == cell.id } ?? take { $0.code == cell.code } }
        return zip(cells, sameCode).map { cell, found in found ?? take { $0.id == cell.id } }
    }
}
