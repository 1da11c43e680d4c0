import SwiftParser
import Testing

@testable import CellCompiler
@testable import KernelHost

@Suite struct SessionStateTests {
    /// How a cell of the session ended.
    enum End: Sendable {
        case finished, skipped
        case failed(steps: Int)
    }

    private func module(_ source: String, number: Int, after earlier: [CellModule]) -> CellModule {
        let plan = CellPlan.plans(for: [.init(id: "cell-\(number)", ordinal: number, options: .init(), source: source, firstLine: 1, removedColumns: [])], after: earlier, fingerprint: "")
        return plan[0].module
    }

    @Test(arguments: [
        ([("let a = 1", .finished)], "a", nil), ([("let a = 1", .failed(steps: 0))], "a", "it needs 'a', which cell-1 did not finish"),
        ([("let a = 1\nlet b = 2", .failed(steps: 1))], "a", nil), ([("let a = 1\nlet b = 2", .failed(steps: 1))], "b", "it needs 'b', which cell-1 did not finish"),
        // What the failed cell declares beside variables can be used.
        ([("func f() -> Int { 1 }\nlet a = f()", .failed(steps: 0))], "f()", nil), ([("var a: Int { 1 }\nlet b = 1", .failed(steps: 0))], "a", nil),
        // Through a function or a computed variable.
        ([("let a = 1", .failed(steps: 0)), ("func f() -> Int { a }", .finished)], "f()", "it needs 'a', which cell-1 did not finish"),
        ([("let b = 1\nvar a: Int { b }", .failed(steps: 0))], "a", "it needs 'b', which cell-1 did not finish"),
        // No value was given yet: nobody knows whether it was given later.
        ([("var a: Int\na = 1", .failed(steps: 0))], "a", "it needs 'a', which cell-1 did not finish"),
        // Declared again, it is another.
        ([("let a = 1", .failed(steps: 0)), ("let a = 2", .finished)], "a", nil), ([("let a = 1", .failed(steps: 0))], "let a = 2\nprint(a)", nil),
        ([("let a = 1", .failed(steps: 0))], "let a = a", "it needs 'a', which cell-1 did not finish"),
        // A member of the name is none of it.
        ([("let count = 1", .failed(steps: 0))], "[1].count", nil),
        // The branch that was built has finished.
        ([("#if A\nlet a = 1\n#else\nlet a = 2\n#endif\nlet b = 3", .failed(steps: 1))], "a", nil),
        ([("#if A\nlet a = 1\n#else\nlet a = 2\n#endif\nlet b = 3", .failed(steps: 2))], "a", nil),
        ([("#if A\nlet a = 1\n#else\nlet a = 2\n#endif\nlet b = 3", .failed(steps: 0))], "a", "it needs 'a', which cell-1 did not finish"),
        // A cell that did not run is needed with all that stands on it.
        ([("let a = 1", .skipped)], "a", "it needs cell-1, which did not run"), ([("let a = 1", .skipped)], "1", nil),
        ([("let a = 1", .skipped), ("let b = a", .skipped)], "b", "it needs cell-1, which did not run"),
        // The first by name, so that a message is the same every time.
        ([("let b = 1\nlet a = 2", .failed(steps: 0))], "b + a", "it needs 'a', which cell-1 did not finish"),
    ] as [([(String, End)], String, String?)])
    func `a cell is skipped if it would read what is not there`(_ earlier: [(String, End)], _ cell: String, _ expected: String?) {
        var state = SessionState(), modules: [CellModule] = []
        for (index, (source, end)) in earlier.enumerated() {
            let module = module(source, number: index + 1, after: modules)
            switch end {
            case .finished: state.finished(module)
            case .skipped: state.skipped(module, cell: "cell-\(index + 1)")
            case .failed(let steps): state.failed(module, cell: "cell-\(index + 1)", stepsFinished: steps)
            }
            modules.append(module)
        }
        #expect(state.reasonToSkip(module(cell, number: earlier.count + 1, after: modules)) == expected)
    }
}
