import Notebook
import Testing

/// Cells' code and where it stands in the file, counted in characters.
@Suite struct CellTests {
    private func cells(_ text: String) throws -> [Cell] {
        try NotebookDocument.parse(Array(text.utf8), path: "n.md").cells
    }

    struct Case: Sendable {
        let text: String, source: String, firstLine: Int, removed: [Int]
        init(_ text: String, _ source: String, line: Int, removed: Int...) {
            (self.text, self.source, firstLine, self.removed) = (text, source, line, removed)
        }
    }

    static let cases = [
        Case("```swift\na\n```", "a\n", line: 2, removed: 0),
        Case("---\ntitle: a\n---\n\n```swift\na\n\nb\n```\n", "a\n\nb\n", line: 6, removed: 0, 0, 0),
        Case("```swift\n```", "", line: 2),
        Case("``` swift plot\na\n```", "a\n", line: 2, removed: 0),
        Case("~~~~swift\n~~~\n~~~~\n", "~~~\n", line: 2, removed: 0),
        // Indentation of the fence comes off, as far as it is there.
        Case("  ```swift\n  a\n b\n   c\n  ```\n", "a\nb\n c\n", line: 2, removed: 2, 1, 2),
        Case("- ä\n  ```swift\n  a\n\n    b\n  ```\n", "a\n\n  b\n", line: 3, removed: 2, 0, 2),
        Case("10. x\n\n    ```swift\n    a\n    ```\n", "a\n", line: 4, removed: 4),
        Case("> ```swift\n> a\n>b\n>\n> ```\n", "a\nb\n\n", line: 2, removed: 2, 1, 1),
        Case("> - > ```swift\n>   > ä\n>   > ```\n", "ä\n", line: 2, removed: 6),
        // A tab counts as one character, also where CommonMark takes a part of it.
        Case("-\t```swift\n\ta\n\t```\n", "a\n", line: 2, removed: 1),
        Case("- ```swift\n\ta\n  ```\n", "  a\n", line: 2, removed: 0),
    ]

    @Test(arguments: cases)
    func place(_ given: Case) throws {
        let cell = try #require(try cells(given.text).first)
        #expect(cell.source == given.source)
        #expect(cell.firstLine == given.firstLine)
        #expect(cell.removedColumns == given.removed)
    }

    @Test func positionInFile() throws {
        let cell = try #require(try cells("- ä\n  ```swift\n  let 名 = \"é\" + x\n  ```\n").first)
        #expect(cell.position(line: 1, column: 15) == SourcePosition(line: 3, column: 17))
    }

    @Test func otherFencesAreListings() throws {
        #expect(try cells("```swiftui\n```\n\n```python\n```\n\n    ```swift\n\n```\n```\n").isEmpty)
    }

    @Test func options() throws {
        let cell = try #require(
            try cells(
                """
                ```swift
                //| id: train_1
                //| echo: false
                //| eval: false
                //| output: false
                //| fold: true
                //| timeout: 90
                //| expect: error
                //| caption: >
                //|   Two
                //|   lines
                //| alt: "A: b"
                let a = 1
                ```
                """
            ).first)
        var expected = CellOptions()
        expected.id = "train_1"
        expected.echo = false
        expected.eval = false
        expected.output = false
        expected.fold = true
        expected.timeout = 90
        expected.expectsError = true
        expected.caption = "Two lines\n"
        expected.alt = "A: b"
        #expect(cell.options == expected)
        #expect(cell.visibleSource == "let a = 1\n")
    }

    @Test func names() throws {
        let ids = try cells("```swift\n```\n```swift\n//| id: b\n```\n```swift\n```\n").map(\.id)
        #expect(ids == ["cell-1", "b", "cell-3"])
    }
}
