import Notebook
import Testing

@testable import CellCompiler

/// Why cells are compiled, told from two records.
@Suite struct CacheExplanationTests {
    static let setting = PlanRecord.Setting(toolchain: "T", target: "x", flags: "-O", libraries: "L")
    static let notebook = ["let a = 1", "func f() -> Int { a }", "print(f())", "let b = 2"]

    private func record(_ sources: [String], ids: [String] = [], setting: PlanRecord.Setting = setting) -> PlanRecord {
        let cells = cells(sources).enumerated().map { index, cell in
            Cell(
                id: ids.isEmpty ? cell.id : ids[index], ordinal: cell.ordinal, options: cell.options, source: cell.source, firstLine: cell.firstLine,
                removedColumns: [])
        }
        return PlanRecord(CellPlan.plans(for: cells, fingerprint: "\(setting)"), setting: setting)
    }

    /// The cells whose modules `old` has not, as the cache would have to compile them, with their reasons.
    private func compiled(_ new: PlanRecord, after old: PlanRecord?) -> [String] {
        let known = Set(old?.cells.map(\.module) ?? [])
        let outcomes = new.cells.map { known.contains($0.module) ? CacheExplanation.Outcome.cached : .compiled }
        return CacheExplanation.findings(new, outcomes: outcomes, after: old).filter { $0.state != .cached }.map(\.text)
    }

    @Test func `an unchanged notebook compiles nothing`() {
        #expect(compiled(record(Self.notebook), after: record(Self.notebook)) == [])
    }

    @Test func `a new notebook is new`() {
        #expect(compiled(record(["1"]), after: nil) == ["cell-1: compiled: the notebook was not compiled here before"])
    }

    @Test func `a changed cell is compiled, and its dependents only`() {
        var sources = Self.notebook
        sources[0] = "let a = 2"
        #expect(compiled(record(sources), after: record(Self.notebook)) == [
            "cell-1: compiled: its code changed", "cell-2: compiled: cell-1, which it needs, changed", "cell-3: compiled: cell-1, which it needs, changed",
        ])
    }

    @Test func `a cell put in between is new, and the others keep what they were, whatever they are called now`() {
        #expect(compiled(record(["let a = 1", "let z = 0"] + Self.notebook.dropFirst()), after: record(Self.notebook)) == ["cell-2: compiled: it is new"])
    }

    @Test func `a cell that moves past what it does not need compiles nothing`() {
        #expect(compiled(record(["let b = 2"] + Self.notebook.dropLast()), after: record(Self.notebook)) == [])
    }

    @Test func `another name alone compiles nothing`() {
        #expect(compiled(record(Self.notebook, ids: ["w", "x", "y", "z"]), after: record(Self.notebook)) == [])
    }

    @Test func `a shadowing cell changes what later ones need`() {
        #expect(compiled(record(["let a = 1", "let a = 5", "print(a)"]), after: record(["let a = 1", "print(a)"])) == [
            "cell-2: compiled: it is new", "cell-3: compiled: cell-2, which it needs, changed",
        ])
    }

    @Test func `an import that is carried changes what comes after it`() {
        #expect(compiled(record(["import A", "2"]), after: record(["1", "2"])).last == "cell-2: compiled: earlier cells declare or import other things than before")
    }

    @Test(arguments: [
        (PlanRecord.Setting(toolchain: "U", target: "x", flags: "-O", libraries: "L"), "the toolchain changed"),
        (.init(toolchain: "T", target: "y", flags: "-O", libraries: "L"), "the platform to compile for changed"),
        (.init(toolchain: "T", target: "x", flags: "-Onone", libraries: "L"), "the compiler's flags changed"),
        (.init(toolchain: "T", target: "x", flags: "-O", libraries: "M"), "the libraries were built again"),
    ])
    func `what all cells are compiled with`(_ setting: PlanRecord.Setting, _ reason: String) {
        #expect(compiled(record(["1"], setting: setting), after: record(["1"])) == ["cell-1: compiled: \(reason)"])
    }

    @Test func `what is gone, and what does not compile`() {
        let same = record(["1", "2"])
        let findings = CacheExplanation.findings(same, outcomes: [.compiled, .broken], after: same)
        #expect(findings.map(\.state) == [.compiled(because: [.gone]), .broken])
    }

    @Test func `a parameter's value`() throws {
        let text = "```swift\n//| parameters: true\nlet a = 1\n```\n"
        func record(_ value: String) throws -> PlanRecord {
            let document = try NotebookDocument.parse(Array(text.utf8), path: "n.md").binding([.init(name: "a", value: value)])
            return PlanRecord(CellPlan.plans(for: document.cells, fingerprint: ""), setting: Self.setting)
        }
        #expect(compiled(try record("2"), after: try record("3")) == ["cell-1: compiled: its parameters' values changed"])
    }

    @Test func `option lines are no code`() throws {
        func module(_ option: String) throws -> String? {
            let document = try NotebookDocument.parse(Array("```swift\n//| caption: \(option)\nlet a = 1\n```\n".utf8), path: "n.md")
            return CellPlan.plans(for: document.cells, fingerprint: "").first?.module.name
        }
        #expect(try module("a") == module("something else"))
    }
}
