import Notebook
import Testing

/// Trees of what CommonMark knows and of what GitHub adds, tables apart.
@Suite struct MarkdownTreeTests {
    static let cases: [(String, String)] = [
        ("# A *b*\n\nc", "heading 1\n  text \"A \"\n  emphasis\n    text \"b\"\nparagraph\n  text \"c\"\n"),
        ("a\nb  \nc", "paragraph\n  text \"a\"\n  softBreak\n  text \"b\"\n  hardBreak\n  text \"c\"\n"),
        ("- a\n- [x] b\n- [ ] c", "list tight\n  item\n    paragraph\n      text \"a\"\n  item done\n    paragraph\n      text \"b\"\n  item to do\n    paragraph\n      text \"c\"\n"),
        ("3. a\n\n4. b", "list from 3\n  item\n    paragraph\n      text \"a\"\n  item\n    paragraph\n      text \"b\"\n"),
        ("-\n", "list tight\n  item\n"),
        ("> a\n\n***", "quote\n  paragraph\n    text \"a\"\nthematicBreak\n"),
        ("```swift\nx\n```", "code swift \"x\\n\"\n"),
        ("    x", "code - \"x\\n\"\n"),
        ("<div>\n*a*", "html \"<div>\\n*a*\\n\"\n"),
        ("[a](b \"c\") ![*d*](e)", "paragraph\n  link \"b\" \"c\"\n    text \"a\"\n  text \" \"\n  image \"e\" \"d\"\n"),
        ("<b>a</b>", "paragraph\n  html \"<b>\"\n  text \"a\"\n  html \"</b>\"\n"),
        ("~~a *b*~~ ~~ c", "paragraph\n  strikethrough\n    text \"a \"\n    emphasis\n      text \"b\"\n  text \" ~~ c\"\n"),
        ("see https://a.b/c_d(e)).", "paragraph\n  text \"see \"\n  link \"https://a.b/c_d(e)\"\n    text \"https://a.b/c_d(e)\"\n  text \").\"\n"),
        ("[https://a.b](https://c.d) xhttps://e", "paragraph\n  link \"https://c.d\"\n    text \"https://a.b\"\n  text \" xhttps://e\"\n"),
        ("a\u{0}b", "paragraph\n  text \"a\u{FFFD}b\"\n"),
    ]

    @Test(arguments: cases)
    func tree(_ text: String, _ expected: String) {
        #expect(MarkdownDump.text(Markdown.parse(text)) == expected)
    }

    /// A cell inside a list or a quote parts it in two.
    @Test func cellsInContainers() throws {
        let text = "1. a\n   ```swift\n   1\n   ```\n   b\n2. c\n\n> d\n> ```swift\n> 2\n> ```\n> e\n"
        let blocks = try NotebookDocument.parse(Array(text.utf8), path: "n.md").blocks.map { block in
            switch block {
            case .prose(let prose): MarkdownDump.text(prose.blocks)
            case .textAnswer(let answer): "\(answer.lines) \(answer.markdown)"
            case .cell(let cell): cell.source
            }
        }
        #expect(
            blocks == [
                "list from 1 tight\n  item\n    paragraph\n      text \"a\"\n", "1\n",
                "list from 1 tight\n  item continued\n    paragraph\n      text \"b\"\n  item\n    paragraph\n      text \"c\"\n"
                    + "quote\n  paragraph\n    text \"d\"\n",
                "2\n", "quote\n  paragraph\n    text \"e\"\n",
            ])
    }

    /// Hostile nesting ends in a bound, not in a crash.
    @Test(arguments: ["> ", "- ", "*a **b ", "[", "![", "<b>", "`", "~~a "])
    func depth(_ mark: String) {
        _ = Markdown.parse(String(repeating: mark, count: 5_000) + "x" + String(repeating: "](y)", count: 5_000))
    }
}
