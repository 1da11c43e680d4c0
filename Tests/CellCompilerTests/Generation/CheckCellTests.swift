import Notebook
import Testing

@testable import CellCompiler

/// A check's last expression is observed, not shown; a cell without one is refused.
@Suite struct CheckCellTests {
    private func plan(_ source: String, isCheck: Bool) throws -> CellPlan {
        var options = CellOptions()
        if isCheck { options.check = CheckOptions(points: 1, expectation: .equalToReference) }
        let cell = Cell(id: "c", ordinal: 1, options: options, source: source + "\n", firstLine: 1, removedColumns: [])
        return try #require(CellPlan.plans(for: [cell], fingerprint: "").first)
    }

    @Test func observes() throws {
        let check = try plan("let a = 1\ntry await f(a)", isCheck: true), other = try plan("let a = 1\ntry await f(a)", isCheck: false)
        #expect(check.source.text.contains("NotebookKernel.CellRuntime.observe(try NotebookKernel.CellRuntime.wait({ try await f(a) }))"))
        #expect(check.source.text.replacing("CellRuntime.observe", with: "CellRuntime.show").replacing(check.module.name, with: other.module.name) == other.source.text)
        #expect(check.module.name != other.module.name)
        #expect(check.refusals.isEmpty)
    }

    @Test(arguments: [("let a = 1", 1, 1), ("f()\nf();", 2, 1), ("", 1, 1), ("var a = 1\n  a = 2", 2, 3), ("for i in 0..<3 { i }", 1, 1)])
    func refuses(_ source: String, _ line: Int, _ column: Int) throws {
        let message = "this check observes nothing; end its cell with an expression, without a semicolon"
        #expect(try plan(source, isCheck: true).refusals == [.init(line: line, byteColumn: column, message: message)])
        #expect(try plan(source, isCheck: false).refusals.isEmpty)
    }
}
