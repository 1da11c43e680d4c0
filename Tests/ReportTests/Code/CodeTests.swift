import Notebook
@testable import Report
import Testing

@Suite struct CodeTests {
    @Test(arguments: [
        ("let a = 1", ["<span class=\"k\">let</span> a = <span class=\"n\">1</span>"]),
        ("/* a\n b */ x", ["<span class=\"c\">/* a</span>", "<span class=\"c\"> b */</span> x"]),
        ("\"<é>\" // ü", ["<span class=\"s\">&quot;&lt;é&gt;&quot;</span> <span class=\"c\">// ü</span>"]),
        ("", []),
        ("}{<<<\u{1}", ["}{&lt;&lt;&lt;\u{FFFD}"]),
    ])
    func highlighted(_ code: String, _ lines: [String]) {
        #expect(SwiftHighlighter.lines(of: code).map(\.markup) == lines)
    }

    /// Whatever the code is, its text comes through whole.
    @Test(arguments: ["func f(){\n\n}\n", "\"\"\"\n a\\(b)\n\"\"\"", "@A struct S<T> {}", "#if os(Linux)\n1\n#endif", "let 👩‍👩‍👧 = \"\\u{1F600}\"", "`", "\"", "{[(", "a\tb"])
    func keepsText(_ code: String) {
        let text = SwiftHighlighter.lines(of: code).map { line in
            HTMLTokenizer(line.markup).map { if case .text(let text) = $0 { text } else { "" } }.joined()
        }.joined(separator: "\n")
        let plain = text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
        #expect(plain == code)
    }

    /// Lines are numbered as in the notebook's file, options left out.
    @Test func lineNumbers() throws {
        let document = try NotebookDocument.parse(Array("a\n\n```swift\n//| id: a\n\nx\n\ny\n\n```\n".utf8), path: "n.md")
        let cell = try #require(document.cells.first)
        let listing = CodeListing(cell)
        #expect(listing.html(firstLine: cell.firstLine).markup == "<span class=\"line\" data-line=\"6\">x</span>\n<span class=\"line\" data-line=\"7\"></span>\n<span class=\"line\" data-line=\"8\">y</span>")
    }

    @Test(arguments: [("ab", "  "), ("\ta", "\t "), ("名a", "\u{3000} "), ("👩‍👩‍👧é", "\u{3000} "), ("", "")])
    func caretPadding(_ text: String, _ padding: String) {
        #expect(SourceExcerpt.padding(text[...]) == padding)
    }

    @Test(arguments: [(0.0001, "< 1 ms"), (0.25, "250 ms"), (0.9996, "1.00 s"), (3.14159, "3.14 s"), (12.34, "12.3 s"), (59.99, "1 min 0 s"), (3725, "1 h 2 min"), (.nan, "?"), (.infinity, "?")])
    func durations(_ seconds: Double, _ text: String) {
        #expect(DurationText.text(seconds) == text)
    }
}
