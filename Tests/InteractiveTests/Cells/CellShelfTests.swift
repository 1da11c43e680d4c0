import Notebook
import Testing

@testable import Interactive

private func written(_ text: String) throws -> Cell { try Cell.written(text, path: "session.md") }

private let notebook = """
    # Title

    ```swift
    //| id: first
    let a = 1
    ```

    - an item

      ```swift
      a +
        1
      ```

    The end.
    """

private func document() throws -> NotebookDocument { try NotebookDocument.parse(Array(notebook.utf8), path: "n.md") }

@Suite struct CellShelfTests {
    @Test func `new cells go on with the numbers, under names that are free`() throws {
        var shelf = CellShelf(try document().cells)
        #expect(shelf.append(try written("x")).id == "cell-3")
        #expect(shelf.append(try written("//| id: mine\nx")).id == "mine")
        #expect(shelf.append(try written("//| id: first\nx")).id == "cell-5")
        #expect(shelf.entries.map(\.cell.ordinal) == [1, 2, 3, 4, 5])
    }

    @Test func `cells are found by number and name`() throws {
        let shelf = CellShelf(try document().cells)
        #expect(try shelf.index(of: "2") == 1)
        #expect(try shelf.index(of: "first") == 0)
        #expect(#expect(throws: ShelfError.self) { try shelf.index(of: "7") }?.description == "there is no cell 7; they are numbered from 1 to 2")
        #expect(#expect(throws: ShelfError.self) { try shelf.index(of: "frist") }?.description == "there is no cell `frist`; did you mean `first`?")
        #expect(#expect(throws: ShelfError.self) { try CellShelf().index(of: "1") }?.description == "there is no cell 1; there are none yet")
    }

    @Test func `a missing name is sought in cells that have not run`() throws {
        var shelf = CellShelf(try document().cells)
        let asking = shelf.append(try written("a + b")), later = shelf.append(try written("let b = a, a = 1"))
        func waiting() -> [String] { shelf.waiting(for: ["a", "b", "a", "c"], before: asking).map { "\($0.name) \($0.cell)" } }
        // The nearest one before it, else one behind it.
        #expect(waiting() == ["a first", "b \(later.id)"])
        shelf.ran(ExecutedCell(cell: shelf.entries[0].cell, outcome: .finished), seconds: 1)
        shelf.ran(ExecutedCell(cell: later, outcome: .finished), seconds: 1)
        #expect(waiting() == [])
    }

    @Test func `a library that is not imported is sought in cells that have not run`() throws {
        var shelf = CellShelf(try document().cells)
        let importing = shelf.append(try written("let x = 1\nimport LandUseKit"))
        #expect(shelf.importer(of: "LandUseKit") == importing.id)
        #expect(shelf.importer(of: "LandUse") == nil)
        shelf.ran(ExecutedCell(cell: importing, outcome: .finished), seconds: 1)
        #expect(shelf.importer(of: "LandUseKit") == nil)
    }

    @Test func `what ran is not left to run, until it is changed`() throws {
        var shelf = CellShelf(try document().cells)
        shelf.ran(ExecutedCell(cell: shelf.entries[0].cell, outcome: .finished), seconds: 1)
        #expect(shelf.rest.map(\.id) == ["cell-2"])
        let changed = shelf.replace(0, with: try written("let a = 2"))
        #expect(changed.id == "first" && changed.ordinal == 1)
        #expect(shelf.rest.map(\.id) == ["first", "cell-2"])
    }

    @Test func `mistakes in option lines are told by the written line`() throws {
        let error = #expect(throws: NotebookError.self) { try written("//| id: a\n//| ecko: false\nx") }
        #expect(error?.diagnostics.map(\.position?.line) == [2])
        #expect(try written("//| timeout: 3\nx").options.timeout == 3)
        #expect(try written("let s = \"\"\"\n```\n\"\"\"").source == "let s = \"\"\"\n```\n\"\"\"\n")
    }

    @Test func `places are the file's in a notebook, and the cell's at the prompt`() throws {
        var shelf = CellShelf(try document().cells)
        let new = shelf.append(try written("x\nyy"))
        #expect(shelf.place(of: SourcePosition(line: 5, column: 5), cell: "first", path: "n.md") == ("n.md:5:5", "let a = 1"))
        #expect(shelf.place(of: SourcePosition(line: 2, column: 1), cell: new.id, path: "n.md") == ("cell-3:2:1", "yy"))
    }
}

@Suite struct SessionNotebookTests {
    @Test func `an unchanged notebook is the same bytes`() throws {
        let document = try document()
        #expect(SessionNotebook(document: document, shelf: CellShelf(document.cells), originals: document.cells).text == notebook)
    }

    @Test(arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\u{B}", "\u{C}"])
    func `what ends a line to Unicode but not to CommonMark moves nothing`(_ mark: String) throws {
        let text = "a\(mark)b\n\n" + notebook.replacing("let a = 1", with: "let a = \"\(mark)\"")
        let document = try NotebookDocument.parse(Array(text.utf8), path: "n.md")
        var shelf = CellShelf(document.cells)
        _ = shelf.replace(0, with: try written("let a = \"\(mark)2\""))
        _ = shelf.replace(1, with: try written("a\(mark)+ 2"))
        let saved = SessionNotebook(document: document, shelf: shelf, originals: document.cells)
        let expected = text.replacing("//| id: first\nlet a = \"\(mark)\"", with: "let a = \"\(mark)2\"").replacing("  a +\n    1\n", with: "  a\(mark)+ 2\n")
        #expect(Array(saved.text.utf8) == Array(expected.utf8))
    }

    @Test func `changed cells stand in their places, new ones at the end`() throws {
        let document = try document()
        var shelf = CellShelf(document.cells)
        _ = shelf.replace(1, with: try written("a + 2\n\na"))
        shelf.append(try written("let s = \"```\"\n"))
        shelf.append(try written("```\nbroken"))
        let broken = shelf.append(try written("nonsense"))
        shelf.ran(
            ExecutedCell(
                cell: broken, outcome: .skipped(reason: "it does not compile"),
                diagnostics: [Diagnostic(.error, path: "", position: nil, message: "cannot find")]), seconds: 1)
        let saved = SessionNotebook(document: document, shelf: shelf, originals: document.cells)
        #expect(saved.leftOut == ["cell-5"])
        #expect(
            saved.text == notebook.replacing("  a +\n    1\n", with: "  a + 2\n  \n  a\n") + "\n\n```swift\nlet s = \"```\"\n```\n\n````swift\n```\nbroken\n````\n")
        let again = try NotebookDocument.parse(Array(saved.text.utf8), path: "n.md")
        #expect(again.cells.map(\.source) == Array(shelf.entries.map(\.cell.source).dropLast()))
    }
}
