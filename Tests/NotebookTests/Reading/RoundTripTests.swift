import Notebook
import Testing

/// `source` is what was read, to the byte, whatever line ends and marks the file has.
@Suite struct RoundTripTests {
    static let documents = [
        "",
        "# Only prose",
        "# Only prose\n\n",
        "---\ntitle: A\n---\n\n```swift\nlet a = 1\n```\n",
        "---\r\ntitle: A\r\n---\r\n\r\n```swift\r\nlet a = 1\r\n```\r\n",
        "\u{FEFF}---\ntitle: A\n---\n```swift\nlet a = 1\n```",
        "````markdown\n```swift\nlet a = 1\n```\n````\n\n```swift\nlet b = 2\n```",
        "~~~swift\nlet a = 1\n~~~",
        "old line ends\r```swift\rlet a = 1\r```\r",
        "- item\n\n  ```swift\n  let a = 1\n  ```\n\n> ```swift\n> let b = 2\n> ```\n",
        "tabs\t\n\n-\t```swift\n\tlet a = 1\n\t```\n   \n",
        "$$\na_1 * b_2\n$$\n\n| a | b |\n|---|---|\n| 1 | $x|y$ |\n",
        "emoji 👩‍👩‍👧 e\u{301} \u{F0000} \u{10FFFD} \u{2028}\n",
    ]

    @Test(arguments: documents)
    func keepsBytes(_ text: String) throws {
        let bytes = Array(text.utf8)
        #expect(try NotebookDocument.parse(bytes, path: "n.md").source == bytes)
    }

    /// The line ends of the file make no difference to the tree and to the cells' code.
    @Test(arguments: documents, ["\r\n", "\r"])
    func sameTreeForAnyLineEnd(_ text: String, _ lineEnd: String) throws {
        let unix = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let expected = try NotebookDocument.parse(Array(unix.utf8), path: "n.md")
        let other = try NotebookDocument.parse(Array(unix.replacing("\n", with: lineEnd).utf8), path: "n.md")
        #expect(dump(other) == dump(expected))
    }

    private func dump(_ document: NotebookDocument) -> [String] {
        document.blocks.map { block in
            switch block {
            case .prose(let prose): MarkdownDump.text(prose.blocks)
            case .textAnswer(let answer): "\(answer.lines) \(answer.markdown)"
            case .cell(let cell): "\(cell.firstLine) \(cell.source)"
            }
        }
    }
}
