import Notebook
@testable import Report
import Testing

/// The page in parts, and while a run is going on.
@Suite struct ReportPageTests {
    private static let text = "# T\n\nAbove.\n\n```swift\n//| id: a\n1\n```\n\n```swift\n//| id: b\n//| echo: false\n2\n```\n\nBelow.\n"

    private func page(_ notebook: ExecutedNotebook, problems: [Diagnostic] = [], source: String = "") -> ReportPage {
        ReportPage(notebook, problems: problems, in: Array(source.utf8)) { path throws(ImageProblem) in throw .missing(path: path) }
    }

    @Test func `its parts together are the report`() throws {
        let notebook = try Sample.notebook(Self.text) { $0[0].outputs = [.stream(.stdout, text: "o\n")] }
        let page = page(notebook), html = Sample.render(notebook).html
        #expect(page.html() == html)
        #expect(page.main.map(\.name) == ["below top", "cell.a", "below cell.b"])
        for part in [page.header, page.footer] + page.main { #expect(html.contains(part.html)) }
        #expect(page.contents == nil)
    }

    @Test func `what was rendered before is used where it is the same, and nowhere else`() throws {
        let first = page(try Sample.notebook(Self.text))
        let notebook = try Sample.notebook("New.\n\n```swift\n//| id: a\n// new\nlet x = 2\n```\n\n" + Self.text.replacing("//| id: a", with: "//| id: z"))
        let loader: ImageLoader = { path throws(ImageProblem) in throw .missing(path: path) }
        #expect(ReportPage(notebook, after: first, loadImage: loader).html() == Sample.render(notebook).html)
        let moved = try Sample.notebook("More words.\n\n" + Self.text)
        #expect(ReportPage(moved, after: first, loadImage: loader).html() == Sample.render(moved).html)
    }

    @Test func `one cell can be rendered anew`() throws {
        var notebook = try Sample.notebook(Self.text)
        var page = page(notebook)
        let before = page.main
        notebook.cells[1].outputs = [.stream(.stdout, text: "o\n")]
        notebook.cells[1].outcome = .failed
        page.show(notebook.cells[1], of: notebook)
        #expect(page.html() == Sample.render(notebook).html)
        #expect(page.main.count == before.count + 1)
        #expect(Array(page.main.prefix(2)) == Array(before.prefix(2)))
    }

    @Test(arguments: [
        (CellProgress.waiting, false, "cell waiting", "Cell a, waiting", "class=\"outputs\"", "Waiting to run.</strong> 1 cell run · 1 waiting"),
        (.running, false, "cell running", "Cell a, running", "class=\"outputs\"", "Running <a href=\"#cell.a\">a</a>.</strong> 1 cell run<"),
        (.running, true, "cell running", "Cell a, running", "class=\"outputs old\"", "Running <a"),
        (.settled, true, "cell skipped", "Cell a, skipped", "class=\"outputs old\"", "1 skipped"),
    ])
    func `a run that is going on`(progress: CellProgress, hasOldOutputs: Bool, style: String, label: String, outputs: String, summary: String) throws {
        let notebook = try Sample.notebook(Self.text) {
            $0[0].outcome = .skipped(reason: "later")
            $0[0].progress = progress
            $0[0].hasOldOutputs = hasOldOutputs
            $0[0].outputs = [.stream(.stdout, text: "o\n")]
        }
        let html = page(notebook).html()
        for expected in [style, label, outputs, summary] { #expect(html.contains(expected)) }
        // Why it did not run is nothing to say before it should have.
        #expect(html.contains("Not run:") == (progress == .settled))
    }

    @Test(arguments: [(1, 0), (4, 0), (5, 2), (8, 2), (9, 2), (10, 3), (99, 3)])
    func `mistakes in a newer version show where they are`(line: Int, index: Int) throws {
        let problem = Diagnostic(.error, path: "sample.md", position: SourcePosition(line: line, column: 1), message: "<mistake>")
        let text = Self.text.replacing("//| echo: false", with: "// shown")
        let page = page(try Sample.notebook(text), problems: [problem], source: "first\nsecond\n")
        #expect(page.main.firstIndex { $0.name == "problem" } == index, "\(page.main.map(\.name))")
        #expect(page.header.html.contains("The notebook has a mistake.</strong> <a href=\"#problem\">"))
        let box = try #require(page.main.first { $0.name == "problem" })
        #expect(box.html.contains("&lt;mistake&gt;"))
        #expect(box.html.contains("first") == (line == 1))
    }

    @Test func `a page that is served may run its one script and ask its own server`() throws {
        let page = page(try Sample.notebook(Self.text)), script = PageScript(source: "follow()")
        let html = page.html(script: script, version: "{\"a\":1}")
        let policy = Sample.between("Content-Security-Policy\" content=\"", "\"", in: html)
        #expect(policy.hasPrefix("default-src &#39;none&#39;; style-src &#39;sha256-"))
        #expect(policy.hasSuffix("; script-src &#39;sha256-57xvXWua1zw7tS+/+Q5Q8Oj8KU5rhokSNONyV9d3zrY=&#39;; connect-src &#39;self&#39;"), "\(policy)")
        #expect(html.contains("<script data-version=\"{&quot;a&quot;:1}\">follow()</script>\n</body>"))
        #expect(!page.html().contains("script"))
        #expect(page.html(script: script, allowsFrames: true).contains("style-src &#39;unsafe-inline&#39;"))
        #expect(page.frame(script: script, allowsFrames: true) != page.frame(script: script, allowsFrames: false))
    }
}
