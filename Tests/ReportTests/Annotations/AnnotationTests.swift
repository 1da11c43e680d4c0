import Notebook
@testable import Report
import Testing

/// What is said from outside of the cells.
@Suite struct AnnotationTests {
    private let text = "# T\n\n```swift\n//| id: a\n1\n```\n\n```swift\n//| id: b\n2\n```\n"

    private func html(_ annotations: ReportAnnotations, _ change: (inout [ExecutedCell]) -> Void = { _ in }) throws -> String {
        let notebook = try Sample.notebook(text, change)
        return HTMLReport(notebook, annotations: annotations) { path throws(ImageProblem) in throw .missing(path: path) }.html
    }

    @Test(arguments: [
        (Annotation(.passed, title: "2 of 2 points"), #"<div class="note passed" role="group" aria-label="a: 2 of 2 points">"#, "<strong><span aria-hidden=\"true\">✓ </span>2 of 2 points</strong>"),
        (Annotation(.failed, title: "0 of 1 point", lines: ["expected 3"], hint: "h"), "note failed", "<p>expected 3</p>\n<details><summary>Hint</summary><p>h</p></details>"),
        (Annotation(.pending, title: "t"), "note pending", "<p><strong>t</strong></p>"),
    ])
    func box(_ annotation: Annotation, _ frame: String, _ content: String) throws {
        let cell = Sample.between("<section", "</section>", in: try html(ReportAnnotations(cells: ["a": [annotation]])))
        #expect(cell.contains(frame))
        #expect(cell.contains(content))
    }

    /// It stands below its own cell only, and the summary in the page's head.
    @Test func places() throws {
        let html = try html(ReportAnnotations(cells: ["b": [Annotation(.passed, title: "one"), Annotation(.failed, title: "two")]], summary: Annotation(.pending, title: "all")))
        #expect(Sample.between("<header class=\"page\">", "</header>", in: html).contains("aria-label=\"Summary: all\""))
        #expect(!Sample.between("id=\"cell.a\"", "</section>", in: html).contains("class=\"note"))
        let notes = Sample.between("id=\"cell.b\"", "</section>", in: html)
        #expect(notes.split(separator: "class=\"note ").count == 3)
        #expect(notes.contains("one</strong>") && notes.contains("two</strong>"))
    }

    /// A check that runs to its end and does not pass is nothing to be content with.
    @Test func missedCheck() throws {
        let head = Sample.between("<header class=\"page\">", "</header>", in: try html(ReportAnnotations(cells: ["b": [Annotation(.failed, title: "0 of 2 points")]])))
        #expect(head.contains("✗ </span>One check does not pass yet.</strong> 2 cells run · 1 not passed: <a href=\"#cell.b\">b</a>"))
        #expect(!head.contains("Every cell did what it should."))
    }

    /// Observed values are a student's: no text comes out as markup, or as what a terminal would obey.
    @Test func hostileText() throws {
        let hostile = "<b onclick=1>\u{1B}[31m\u{7}\"'</div>"
        let html = try html(ReportAnnotations(
            cells: ["a": [Annotation(.failed, title: hostile, lines: [hostile], hint: hostile)]], summary: Annotation(.failed, title: hostile, lines: [hostile])))
        #expect(html.contains("&lt;b onclick=1&gt;"))
        #expect(!html.contains("<b onclick"))
        #expect(!html.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" })
    }

    /// What is still to be written is told without alarm.
    @Test func notDoneYet() throws {
        let html = try html(.none) { cells in
            cells[0].outcome = .failed
            cells[0].outputs = [.error(CellFailure(name: "Failure", reason: "not done yet", frames: [.init(function: nil, cell: "a", position: SourcePosition(line: 5, column: 1))]))]
        }
        #expect(html.contains(#"<section class="cell unfinished" id="cell.a" aria-label="Cell a, not done yet">"#))
        #expect(html.contains("<strong>Not done yet.</strong> <span class=\"place\">line 5</span>"))
        #expect(html.contains("<strong>Not everything is done yet.</strong>"))
        #expect(html.contains("1 not done yet: <a href=\"#cell.a\">a</a>"))
        #expect(!html.contains("class=\"failure\""))
    }

    /// Any other failure alarms, whatever it says.
    @Test func otherFailures() throws {
        let html = try html(.none) { cells in
            cells[0].outcome = .failed
            cells[0].outputs = [.error(CellFailure(name: "Trap", reason: "not done yet"))]
        }
        #expect(html.contains("class=\"failure\""))
        #expect(html.contains("One cell failed."))
    }
}
