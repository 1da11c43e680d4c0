import Testing

@testable import CellCompiler

/// A module's name decides whether a cell is compiled again.
@Suite struct CellPlanTests {
    private func moduleNames(_ sources: [String], fingerprint: String = "F") -> [String] {
        CellPlan.plans(for: cells(sources), fingerprint: fingerprint).map(\.module.name)
    }

    static let notebook = ["let a = 1", "func f() -> Int { a }", "print(f())", "let b = 2"]

    @Test func `a name is the compiler's, and no other cell's`() {
        let names = moduleNames(Self.notebook)
        #expect(names.allSatisfy { $0.wholeMatch(of: /Cell_[0-9a-f]{20}/) != nil })
        #expect(Set(names).count == 4)
        #expect(names == moduleNames(Self.notebook))
    }

    @Test(arguments: [0, 1, 2, 3, 4])
    func `a cell put in between renames none that does not use it`(at place: Int) {
        var sources = Self.notebook
        sources.insert("let unrelated = 0", at: place)
        var names = moduleNames(sources)
        names.remove(at: place)
        #expect(names == moduleNames(Self.notebook))
    }

    @Test func `a changed cell renames itself and those that stand on it`() {
        let before = moduleNames(Self.notebook)
        var sources = Self.notebook
        sources[0] = "let a = 2"
        let after = moduleNames(sources)
        #expect(zip(before, after).map { $0 == $1 } == [false, false, false, true])
    }

    @Test func `a cell in between that shadows what is used renames the users`() {
        let before = moduleNames(["let a = 1", "print(a)"]), after = moduleNames(["let a = 1", "let a = 2", "print(a)"])
        #expect(before[0] == after[0])
        #expect(before[1] != after[2])
    }

    @Test func `a carried import renames what comes after it`() {
        #expect(moduleNames(["1", "2"])[1] != moduleNames(["import A", "2"])[1])
    }

    @Test func `toolchain, flags and libraries are part of every name`() {
        #expect(Set(moduleNames(Self.notebook)).isDisjoint(with: moduleNames(Self.notebook, fingerprint: "G")))
    }

    @Test func `a cell that stands twice is two modules, and the first keeps its name`() {
        let names = moduleNames(["print(1)", "print(1)", "print(1)"])
        #expect(Set(names).count == 3)
        #expect(names[0] == moduleNames(["print(1)"])[0])
    }

    @Test func `places are reported under the module's name`() throws {
        let plan = try #require(CellPlan.plans(for: cells(["1"]), fingerprint: "").first)
        #expect(plan.source.text.contains("#sourceLocation(file: \"\(plan.module.name)\", line: 1)\n"))
    }

    @Test func `what stands apart is seen by its like alone`() {
        let all = cells(["let a = 1", "let b = a", "let c = b", "let d = a + b + c"])
        let apart: Set = [all[1].id, all[2].id]
        let plans = CellPlan.plans(for: all, apart: apart, fingerprint: "F"), names = plans.map(\.module.name)
        #expect(plans.map(\.imports.dependencies) == [[], [names[0]], [names[0], names[1]], [names[0]]])
        // Without it, each sees all before it.
        let open = CellPlan.plans(for: all, fingerprint: "F")
        #expect(open[3].imports.dependencies.count == 3)
    }
}
