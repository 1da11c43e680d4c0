import Notebook
import Testing

/// Lines are replaced, and the others stay as they are.
@Suite struct FileLinesTests {
    @Test(arguments: ["", "a", "a\n", "a\r\nb\r\n", "a\rb", "\n\n", "\u{FEFF}a\nb"])
    func keepsBytes(_ text: String) {
        #expect(FileLines(Array(text.utf8)).applying([]) == Array(text.utf8))
    }

    @Test(arguments: [
        ("a\nb\nc\n", [.init(2..<3, ["x", "y"])], "a\nx\ny\nc\n"),
        ("a\r\nb\r\nc", [.init(3..<4, []), .init(1..<1, ["x"])], "x\r\na\r\nb\r\n"),
        ("a\nb", [.init(2..<2, ["x"]), .init(2..<3, ["y"])], "a\nx\ny\n"),
        ("a\n", [.init(2..<2, ["x"])], "a\nx\n"),
    ] as [(String, [FileLines.Edit], String)])
    func edits(_ text: String, _ edits: [FileLines.Edit], _ expected: String) {
        #expect(String(decoding: FileLines(Array(text.utf8)).applying(edits), as: UTF8.self) == expected)
    }

    @Test func fences() throws {
        let text = "a\n\n> ```swift\n> 1\n> ```\n```swift\n```\n"
        #expect(try NotebookDocument.parse(Array(text.utf8), path: "n.md").cells.map(\.fenceLines) == [3..<6, 6..<8])
    }
}
