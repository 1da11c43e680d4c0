import Notebook
import Testing

@testable import Interactive

@Suite struct DiagnosticTextTests {
    private let cell = Cell(id: "a", ordinal: 1, options: CellOptions(), source: "let 漢 = x\n\ty\n", firstLine: 7, removedColumns: [2, 2])

    private func text(_ diagnostic: Diagnostic) -> String {
        DiagnosticText(palette: Palette(isOn: false)).text(diagnostic, of: cell, in: CellShelf([cell]), path: "n.md")
    }

    @Test func `the caret stands below the place`() {
        // Columns count from the file's own first one; a wide character takes two cells.
        #expect(text(Diagnostic(.error, path: "n.md", position: SourcePosition(line: 7, column: 11), message: "m")) == "n.md:7:11: error: m\n  let 漢 = x\n           ^\n")
        #expect(text(Diagnostic(.warning, path: "n.md", position: SourcePosition(line: 8, column: 4), message: "m")) == "n.md:8:4: warning: m\n      y\n      ^\n")
        #expect(text(Diagnostic(.note, path: "n.md", position: nil, message: "m")) == "note: m\n")
    }

    @Test func `a failure tells what led to it`() {
        let failure = CellFailure(
            name: "Trap", reason: "out of range",
            frames: [
                .init(function: "f", cell: "a", position: SourcePosition(line: 8, column: 4)),
                .init(function: nil, cell: "a", position: SourcePosition(line: 7, column: 3)),
            ])
        let shown = DiagnosticText(palette: Palette(isOn: false)).text(failure, in: CellShelf([cell]), path: "n.md")
        #expect(shown == "n.md:8:4: error: out of range\n      y\n      ^\n  called from n.md:7:3\n")
    }

    @Test func `columns of a table line up`() {
        #expect(TextTable.text([["a", "漢", "x"], ["bbb", "c", "y"]]) == "  a    漢  x\n  bbb  c   y\n")
    }
}
