import Notebook
@testable import Report
import Testing

@Suite struct StreamTests {
    private func lines(_ count: Int) -> String { (1...count).map { "line \($0)\n" }.joined() }

    @Test func shortTextIsWhole() {
        #expect(LongText.html(lines(40), style: "stream", label: "L").markup.hasPrefix("<pre class=\"stream\">line 1\n"))
    }

    @Test func longTextIsFolded() {
        let html = LongText.html(lines(1000), style: "stream", label: "L").markup
        #expect(html.contains("line 20</pre>\n<details><summary>970 more lines</summary><pre class=\"stream\">line 21\n"))
        #expect(html.contains("line 990</pre></details>\n<pre class=\"stream\">line 991\n"))
    }

    /// The keyboard reaches what may have to be scrolled.
    @Test func wideTextIsAStop() {
        let html = LongText.html(String(repeating: "x", count: 200), style: "stream", label: "A \"b\"").markup
        #expect(html.hasPrefix("<pre class=\"stream\" tabindex=\"0\" role=\"region\" aria-label=\"A &quot;b&quot;\">"))
    }

    @Test func errorsStandApart() throws {
        #expect(try Sample.report(outputs: [.stream(.stderr, text: "x\n")]).contains("<p class=\"label\">Standard error</p>"))
    }

    @Test(arguments: [(12, "12 bytes"), (1536, "1.5 KiB"), (12_345_678, "11.7 MiB"), (Int.max, "8589934591.9 GiB")])
    func omitted(_ bytes: Int, _ words: String) throws {
        #expect(try Sample.report(outputs: [.omitted(bytes: bytes)]).contains("\(words) of further output are not shown"))
    }

    /// `output: false` hides what a cell put out, but never why it ended.
    @Test func errorsAreAlwaysShown() throws {
        let html = try Sample.report(
            outputs: [.stream(.stdout, text: "hidden\n"), .error(CellFailure(name: "Trap", reason: "shown"))], options: "//| output: false")
        #expect(!html.contains("hidden\n"))
        #expect(html.contains("shown"))
    }
}
