import Testing

@testable import NotebookDisplay

@Suite struct MarkupTests {
    @Test(arguments: [
        ("<p>a <b>b</b>c</p>", "a bc"), ("<table><tr><th>id</th><td>7</td></tr></table>", "id 7"), ("a<br>b\n\n c", "a b c"), ("x &lt;b&gt; &amp;amp;", "x <b> &amp;"),
        ("1 < 2", "1"), ("", ""), ("<never closed", ""), ("<H1>A</H1><i>b</i>", "A b"),
    ])
    func `HTML for a terminal is the text between its tags`(_ source: String, _ expected: String) {
        #expect(HTML.text(of: source) == expected)
        #expect(HTML(source).mimeBundle[.html] == Array(source.utf8))
    }

    @Test func `each kind brings its source and a text`() {
        #expect(HTML("<b>a</b>", plainText: "mine").mimeBundle[.plainText] == Array("mine".utf8))
        #expect(Markdown("*a*").mimeBundle.representations.map(\.type) == [.plainText, .markdown])
        let drawing = SVG("<svg/>", alternativeText: "a disc").mimeBundle
        #expect(drawing.representations.map(\.type) == [.plainText, .svg])
        #expect(drawing.alternativeText == "a disc")
    }
}
