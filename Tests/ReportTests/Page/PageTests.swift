import Notebook
@testable import Report
import Testing

/// The page around the cells.
@Suite struct PageTests {
    private func html(_ text: String, _ change: (inout [ExecutedCell]) -> Void = { _ in }) throws -> String {
        Sample.render(try Sample.notebook(text, change)).html
    }

    /// One first heading: the front matter's title, the opening heading, which links find, or the file's name.
    @Test(arguments: [
        ("---\ntitle: T\n---\n# A\n\n## B\n", "<h1>T</h1>", ["<h2 id=\"a\">A</h2>", "<h3 id=\"b\">B</h3>"]),
        ("---\ntitle: A\n---\n# A\n\n## B\n", "<h1 id=\"a\">A</h1>", ["<h2 id=\"b\">B</h2>"]),
        ("# A *b*\n\n## B\n", "<h1 id=\"a-b\">A <em>b</em></h1>", ["<h2 id=\"b\">B</h2>"]),
        ("text\n\n# A\n", "<h1>sample.md</h1>", ["<h2 id=\"a\">A</h2>"]),
        ("# A\n\n# B\n\n<h1>C</h1>\n", "<h1 id=\"a\">A</h1>", ["<h2 id=\"b\">B</h2>", "<h2>C</h2>"]),
        // As on GitHub, where a link to the second is `#a-1`.
        ("# A\n\n## A\n", "<h1 id=\"a\">A</h1>", ["<h2 id=\"a-1\">A</h2>"]),
    ])
    func title(_ text: String, _ title: String, _ headings: [String]) throws {
        let html = try html(text)
        #expect(html.contains(title))
        #expect(html.split(separator: "<h1").count == 2)
        for heading in headings { #expect(html.contains(heading)) }
    }

    /// A task's mark stands on its text's first line, however far apart the items are.
    @Test(arguments: [
        ("- [x] a\n- [ ] b\n", "<li class=\"task\"><span role=\"img\" aria-label=\"done\">☑</span> a</li>"),
        ("- [x] a\n\n  more\n\n- [ ] b\n", "<li class=\"task\"><p><span role=\"img\" aria-label=\"done\">☑</span> a</p>\n<p>more</p></li>"),
        ("- a\n\n- b\n", "<li><p>a</p></li>"),
    ])
    func tasks(_ text: String, _ item: String) throws {
        #expect(try html(text).contains(item))
    }

    /// On paper nothing can be opened: what is folded is there, but for a chart's data, which the chart shows.
    @Test func paper() throws {
        let html = try html("# T\n")
        #expect(html.contains("details.data:not([open]){display:none}"))
        #expect(html.contains("details:not(.data)::details-content{content-visibility:visible"))
    }

    @Test(arguments: [
        ("7 (from --set; the cell has 3)", "7 (from <span class=\"option\">--set</span>; the cell has 3)"), ("a--b <--", "a<span class=\"option\">--b</span> &lt;--"),
        ("no option", "no option"), ("", ""),
    ])
    func options(_ text: String, _ html: HTML) {
        #expect(HTML.keepingOptions(text) == html)
    }

    @Test func contents() throws {
        let nav = Sample.between("<nav", "</nav>", in: try html("# T\n\n## A\n\n### B\n\n## A\n\n#### C\n"))
        #expect(
            nav == """
                 id="contents" aria-label="Contents"><p class="label">Contents</p>
                <ol>
                <li><a href="#a">A</a>
                <ol>
                <li><a href="#b">B</a></li>
                </ol></li>
                <li><a href="#a-1">A</a></li>
                </ol>

                """)
    }

    @Test(arguments: [
        ("", "", "✓ </span>Every cell did what it should.</strong> 2 cells run · 1.50 s"),
        ("failed", "", "✗ </span>One cell failed.</strong> 2 cells run · 1 failed: <a href=\"#cell.a\">a</a> · 1.50 s"),
        ("failed", "skipped", "✗ </span>One cell failed.</strong> 1 cell run · 1 failed: <a href=\"#cell.a\">a</a> · 1 skipped: <a href=\"#cell.cell-2\">cell-2</a> · 1.50 s"),
        ("skipped", "skipped", "✗ </span>Not every cell was run.</strong> 0 cells run · 2 skipped:"),
    ])
    func statusLine(_ first: String, _ second: String, _ words: String) throws {
        let outcomes: [String: ExecutedCell.Outcome] = ["": .finished, "failed": .failed, "skipped": .skipped(reason: "r")]
        let html = try html("```swift\n//| id: a\n```\n```swift\n```\n") { cells in
            cells[0].outcome = outcomes[first] ?? .finished
            cells[1].outcome = outcomes[second] ?? .finished
        }
        #expect(html.contains(words))
    }

    @Test func rawHTMLIsBalancedOverBlocks() throws {
        let html = try html("<details><summary>a</summary>\n\n*b*\n\n</details>\n\n<div>\n\n- c</div>\n\n```swift\n1\n```\n")
        #expect(html.contains("<details><summary>a</summary>\n\n<p><em>b</em></p>\n</details>"))
        // What is left open ends with its stretch of prose.
        #expect(html.contains("<ul>\n<li>c</li>\n</ul></div>\n</div>\n<section"))
    }

    @Test func pictures() throws {
        let text = "# A\n\n![a \"b\"](img%20a.png) ![](gone.png) <img src=img%20a.png alt=c> ![d](https://a.b/c.png) ![](file:///etc/passwd)\n"
        let report = Sample.render(try Sample.notebook(text), images: ["img a.png": Sample.png])
        #expect(report.html.contains("<img src=\"data:image/png;base64,iVBORw0KGgoA\" alt=\"a &quot;b&quot;\">"))
        #expect(report.html.contains("<img src=\"data:image/png;base64,iVBORw0KGgoA\" alt=\"c\">"))
        #expect(report.html.contains("<a class=\"remote-image\" href=\"https://a.b/c.png\" rel=\"noreferrer noopener\">d</a>"))
        #expect(
            report.warnings.map(\.description) == [
                "sample.md:3:27: warning: there is no image `gone.png`; its path is relative to the notebook's folder",
                "sample.md:3:93: warning: the image address `file:///etc/passwd` is not followed; use a path relative to the notebook's folder",
            ])
    }

    @Test func policy() throws {
        let policy = Sample.between("Content-Security-Policy\" content=\"", "\"", in: try html("a\n"))
        #expect(policy.hasPrefix("default-src &#39;none&#39;; style-src &#39;sha256-"))
        let framed = try Sample.report(outputs: [.displayData(Sample.bundle(["text/html": "a"]))])
        #expect(framed.contains("style-src &#39;unsafe-inline&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;"))
    }

    @Test func skippedCellsSayWhy() throws {
        let html = try html("```swift\n1\n```\n") { $0[0].outcome = .skipped(reason: "needs `a`") }
        #expect(html.contains("<strong>Not run:</strong> needs `a`"))
    }

    @Test func hiddenCodeLeavesOnlyOutputs() throws {
        let html = try html("```swift\n//| echo: false\nsecretCode\n```\n") { $0[0].outputs = [.stream(.stdout, text: "o\n")] }
        #expect(!html.contains("secretCode"))
        #expect(!html.contains("<header><a"))
        #expect(html.contains("<pre class=\"stream\">o</pre>"))
    }

    @Test func sameNotebookSameBytes() throws {
        let text = "# A\n\n```swift\nlet a = 1\n```\n"
        #expect(try html(text) == html(text))
    }

    /// A run that was broken off has no word about later cells.
    @Test func missingCells() throws {
        #expect(try html("```swift\n1\n```\n") { $0 = [] }.contains("the run ended before this cell"))
    }
}
