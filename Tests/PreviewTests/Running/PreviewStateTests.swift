import KernelHost
import Notebook
@testable import Preview
import Testing

/// What a preview makes of saves and runs, without either.
@Suite struct PreviewStateTests {
    /// A state in which three cells have run.
    private func state(_ text: String = three()) throws -> PreviewState {
        var state = PreviewState(path: "sample.md")
        let document = try Samples.document(text)
        state.open(document)
        for cell in document.cells { run(cell, in: &state, output: "out of \(cell.id)\n") }
        return state
    }

    private static func three(second: String = "2") -> String {
        Samples.cell("a", "1") + Samples.cell("b", second) + Samples.cell("c", "3")
    }

    private func run(_ cell: Cell, in state: inout PreviewState, output: String) {
        _ = state.apply(.started(cell))
        _ = state.apply(.output(cell, .stream(.stdout, text: output)))
        _ = state.apply(.finished(ExecutedCell(cell: cell, outcome: .finished, outputs: [.stream(.stdout, text: output)], duration: 1)))
    }

    /// Each cell as a word: how far it is, and what it shows; `~` before outputs that are old.
    private func shown(_ state: PreviewState) -> [String] {
        state.notebook.cells.map { cell in
            let outputs = cell.outputs.map { if case .stream(_, let text) = $0 { text.trimmingSuffix("\n") } else { "?" } }
            let progress = cell.progress == .settled ? (cell.outcome.isAsExpected ? "ok" : "bad") : "\(cell.progress)"
            return "\(cell.cell.id) \(progress) \(cell.hasOldOutputs ? "~" : "")\(outputs.joined(separator: "|"))"
        }
    }

    @Test func `a cell that was changed waits, with its old output, until it puts out something`() throws {
        var state = try state()
        let document = try Samples.document(Self.three(second: "22"))
        state.open(document)
        #expect(shown(state) == ["a ok out of a", "b waiting ~out of b", "c ok out of c"])
        #expect(state.apply(.started(document.cells[1])) == .cell(1))
        #expect(shown(state)[1] == "b running ~out of b")
        _ = state.apply(.output(document.cells[1], .stream(.stdout, text: "new")))
        _ = state.apply(.output(document.cells[1], .stream(.stdout, text: "er\n")))
        #expect(shown(state)[1] == "b running newer")
        _ = state.apply(.finished(ExecutedCell(cell: document.cells[1], outcome: .finished, duration: 1)))
        #expect(shown(state)[1] == "b ok ")
    }

    @Test(arguments: [
        ("text around cells", "# T\n\n" + three(), ["a ok out of a", "b ok out of b", "c ok out of c"]),
        ("a new cell", Samples.cell("n", "0") + three(), ["n waiting ", "a ok out of a", "b ok out of b", "c ok out of c"]),
        ("a new name", Samples.cell("a", "1") + Samples.cell("z", "2") + Samples.cell("c", "3"), ["a ok out of a", "z waiting ", "c ok out of c"]),
        ("another order", Samples.cell("c", "3") + Samples.cell("a", "1") + Samples.cell("b", "2"), ["c ok out of c", "a ok out of a", "b ok out of b"]),
        ("a cell less", Samples.cell("a", "1") + Samples.cell("c", "3"), ["a ok out of a", "c ok out of c"]),
        ("a cell that is not to run", Samples.cell("a", "1") + "```swift\n//| eval: false\n9\n```\n", ["a ok out of a", "cell-2 ok "]),
    ])
    func `what is known of a cell goes with its code`(_ name: String, text: String, expected: [String]) throws {
        var state = try state()
        state.open(try Samples.document(text))
        #expect(shown(state) == expected, "\(name)")
    }

    @Test func `cells without a name keep what they put out when one comes before them`() throws {
        var state = try state("```swift\n1\n```\n\n```swift\n2\n```\n")
        state.open(try Samples.document("```swift\n0\n```\n\n```swift\n1\n```\n\n```swift\n2\n```\n"))
        #expect(shown(state) == ["cell-1 waiting ", "cell-2 ok out of cell-1", "cell-3 ok out of cell-2"])
    }

    @Test func `what an older version's run says of a cell that is there still is shown`() throws {
        var state = try state()
        let older = try Samples.document(Self.three(second: "22"))
        state.open(older)
        state.open(try Samples.document("# T\n\nmore\n\n" + Self.three(second: "22")))
        run(older.cells[1], in: &state, output: "late\n")
        #expect(shown(state)[1] == "b ok late")
        // It stands on other lines by now.
        #expect(state.notebook.cells[1].cell.firstLine == older.cells[1].firstLine + 4)
        state.open(try Samples.document(Self.three(second: "222")))
        #expect(state.apply(.started(older.cells[1])) == .nothing)
    }

    @Test func `a value takes another's place, also in an earlier cell`() throws {
        var state = try state()
        let cells = state.notebook.document.cells
        func shown(_ text: String) -> MediaBundle {
            MediaBundle(representations: [.init(type: "text/plain", bytes: Array(text.utf8))], displayID: "bar")
        }
        _ = state.apply(.output(cells[0], .displayData(shown("1 of 2"))))
        #expect(state.apply(.started(cells[1])) == .cell(1))
        #expect(state.apply(.updated(cells[0], shown("2 of 2"))) == .cell(0))
        #expect(state.notebook.cells[0].outputs.last == .displayData(shown("2 of 2")))
        #expect(state.notebook.cells[0].outputs.count == 2)
    }

    @Test func `a mistake in the notebook keeps what was there`() throws {
        var state = try state()
        let problem = Diagnostic(.error, path: "sample.md", position: SourcePosition(line: 2, column: 1), message: "no such option")
        state.refuse([problem], in: Array("x".utf8))
        #expect(shown(state) == ["a ok out of a", "b ok out of b", "c ok out of c"])
        #expect(state.problems.diagnostics == [problem])
        state.open(try Samples.document(Self.three()))
        #expect(state.problems.diagnostics.isEmpty)
    }

    @Test func `a cell that does not compile says so, and all keep what they put out`() throws {
        var state = try state()
        let document = try Samples.document(Samples.cell("a", "11") + Samples.cell("b", "x") + Samples.cell("c", "3"))
        state.open(document)
        let error = Diagnostic(.error, path: "sample.md", position: document.cells[1].position(line: 2, column: 1), message: "cannot find 'x'")
        state.finish(.broken([error]))
        #expect(shown(state) == ["a bad ~out of a", "b bad ~out of b", "c ok out of c"])
        #expect(state.notebook.cells.map(\.diagnostics) == [[], [error], []])
        #expect(state.notebook.cells[1].outcome == .skipped(reason: "it does not compile"))
        #expect(state.notebook.cells[0].outcome == .skipped(reason: "another cell does not compile"))
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}
