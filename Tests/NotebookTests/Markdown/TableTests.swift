import Notebook
import Testing

/// GitHub's tables: the examples of its specification (section 4.10), and what else authors write.
@Suite struct TableTests {
    /// A table's cells in brackets, header first; other blocks by name.
    private func shape(_ text: String) -> String {
        Markdown.parse(text).map { block in
            guard case .table(let table) = block else { return String(MarkdownDump.text([block]).prefix { $0 != "\n" }) }
            let alignments = table.alignments.map { String("\($0)".prefix(1)) }.joined()
            let rows = ([table.header] + table.rows).map { row in row.map { "[\($0.plainText)]" }.joined() }
            return "\(alignments): " + rows.joined(separator: " ")
        }.joined(separator: "; ")
    }

    static let cases: [(String, String)] = [
        // GFM 198–205.
        ("| foo | bar |\n| --- | --- |\n| baz | bim |", "nn: [foo][bar] [baz][bim]"),
        ("| abc | defghi |\n:-: | -----------:\nbar | baz", "cr: [abc][defghi] [bar][baz]"),
        ("| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |", "n: [f|oo] [b | az] [b | im]"),
        ("| abc | def |\n| --- | --- |\n| bar | baz |\n> bar", "nn: [abc][def] [bar][baz]; quote"),
        ("| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar", "nn: [abc][def] [bar][baz] [bar][]; paragraph"),
        ("| abc | def |\n| --- |\n| bar |", "paragraph"),
        ("| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |", "nn: [abc][def] [bar][] [bar][baz]"),
        ("| abc | def |\n| --- | --- |", "nn: [abc][def]"),
        // Text right above the header stays a paragraph.
        ("text\n| a | b |\n|---|---|\n| 1 | 2 |", "paragraph; nn: [a][b] [1][2]"),
        // What would open a block stands in a cell as text.
        ("| # a | - b | 1. c |\n|---|---|---|\n| > d | ``` | <div> |", "nnn: [# a][- b][1. c] [> d][```][]"),
        ("| a |\n|---|\n||", "n: [a] []"),
        ("a | b\n--|:--\n$x|y$ | `c`", "nl: [a][b] [x|y][c]"),
        ("| a |\n|---|\n| \\\\\\| b |", "n: [a] [\\| b]"),
        ("> | a |\n> |---|\n> | 1 |", "quote"),
    ]

    @Test(arguments: cases)
    func table(_ text: String, _ expected: String) {
        #expect(shape(text) == expected)
    }

    @Test(arguments: ["> | a | b |\n> |---|---|\n> | 1 | 2 |", "- | a | b |\n  |---|---|\n  | 1 | 2 |"])
    func inContainers(_ text: String) {
        #expect(MarkdownDump.text(Markdown.parse(text)).contains("table none none"))
    }

    @Test func markupInCells() {
        let dump = MarkdownDump.text(Markdown.parse("| *a* | [b] |\n|---|---|\n| _c_ | ~~d~~ |\n\n[b]: https://e.f \"g\"\n"))
        for node in ["emphasis", "link \"https://e.f\" \"g\"", "strikethrough"] { #expect(dump.contains(node)) }
        #expect(!dump.contains("text \".\""))
    }
}
