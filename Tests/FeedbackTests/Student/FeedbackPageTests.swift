import Assignments
import Foundation
import Notebook
import Report
import Testing

@testable import Feedback

/// What a student reads.
struct FeedbackPageTests {
    @Test func `the mark stands at the top, with all that it is made of`() throws {
        let page = try Sample.page()
        #expect(page.contains("<h2 id=\"mark.title\">Mark: 2 of 9 points <span class=\"so-far\">so far: 4 points to be graded</span></h2>"))
        #expect(page.contains("<caption>What the points are made of</caption>"))
        #expect(page.contains("<a href=\"#check.mean-hidden\">hidden check mean-hidden</a>"))
        #expect(page.contains("id=\"check.mean-hidden\""))
        #expect(page.components(separatedBy: "<h1>").count == 2)
    }

    @Test func `a check says what was observed, and a message only to those who need it`() throws {
        let passed = try Sample.page()
        #expect(passed.contains("aria-label=\"Check mean-check: 2 of 2 points\""))
        #expect(!passed.contains("Value that the student’s program gave"))
        #expect(!passed.contains("Divide by the number of values."))
        let failed = try Sample.page(MarkedSubmission(Sample.graded(mean: .failed, observed: "5.0")))
        #expect(failed.contains("aria-label=\"Check mean-check: 0 of 2 points\""))
        #expect(failed.contains("<pre class=\"result\">5.0</pre>"))
        #expect(failed.contains("<strong>Your teacher:</strong> Divide by the number of values."))
    }

    @Test func `a hidden check shows its points and message, and nothing of its code, value or expectation`() throws {
        let page = try Sample.page { cells in
            cells[2].outputs = [.executeResult(Sample.bundle(["text/plain": "value of the hidden check"]))]
            cells[2].diagnostics = [Diagnostic(.warning, path: "p", position: nil, message: "warning in the hidden check")]
        }
        for secret in ["secretInput", "0.1234", "value of the hidden check", "warning in the hidden check"] { #expect(!page.contains(secret), "\(secret)") }
        #expect(page.contains("Hidden check mean-hidden: 0 of 3 points"))
        #expect(page.contains("Think of values that are missing."))
    }

    @Test func `a person's points and words reach the page`() throws {
        let given = [
            MarkedSubmission.Given(ManualScore(question: "costs", points: 2.5, comment: "Which is larger?", grader: "Ben")),
            MarkedSubmission.Given(ManualScore(question: "mean-hidden", points: 1, comment: "", grader: "Ben"), isOutdated: true),
        ]
        let page = try Sample.page(MarkedSubmission(Sample.graded(), given: given, lateDays: 2))
        #expect(page.contains("<h2 id=\"mark.title\">Mark: 5.5 of 9 points</h2>"))
        #expect(page.contains("<bdi>Ben</bdi> gave 2.5 points.</strong> <span class=\"comment\">Which is larger?</span>"))
        #expect(page.contains("<li>2 points: names both costs</li>"))
        #expect(page.contains("gave 1 point in place of the check’s 0.</strong> (The work has changed since.)"))
        #expect(page.contains("Handed in 2 days late."))
        #expect(!page.contains("to be graded"))
    }

    @Test func `an answer that nobody wrote says so`() throws {
        let page = try Sample.page(MarkedSubmission(Sample.graded(markdown: "Your words.")))
        #expect(page.contains("Nothing was written, so there is nothing to grade."))
        #expect(page.contains("0 of 4 points"))
    }

    @Test func `what looks like markup in an answer is the student's text`() throws {
        let page = try Sample.page(MarkedSubmission(Sample.graded(markdown: "Where a<b and c>d, `Array<Double>` and Array<Double> are *one*.\n\n<div>\nblock\n</div>")))
        #expect(page.contains("Where a&lt;b and c&gt;d, <code>Array&lt;Double&gt;</code> and Array&lt;Double&gt; are <em>one</em>."))
        #expect(page.contains("<p>&lt;div&gt;\nblock\n&lt;/div&gt;\n</p>"))
    }

    @Test func `remarks and limits are told`() throws {
        let remarks = [GradedSubmission.Remark(.limit, cell: "mean", text: "The cell `mean` took longer than 20 s."), .init(.editedCell, cell: "last", text: "It was changed.")]
        let page = try Sample.page(MarkedSubmission(Sample.graded(remarks: remarks)))
        #expect(page.contains("<li><strong>Limit:</strong> The cell <code>mean</code> took longer than 20 s.</li>"))
        #expect(page.contains("<li>It was changed.</li>"))
    }

    @Test(arguments: [("a `b` c", "a <code>b</code> c"), ("a `b", "a `b"), ("``", "<code></code>"), ("`<b>`", "<code>&lt;b&gt;</code>"), ("", "")])
    func `backticks mark code`(_ text: String, _ html: String) {
        #expect(CodeWords.html(text).markup == html)
    }

    @Test func `the same work gives the same bytes, whenever and wherever it ran`() throws {
        let submission = MarkedSubmission(Sample.graded())
        var other = try Sample.executed()
        other.startedAt += 1000
        other.duration *= 7
        other.provenance = []
        for index in other.cells.indices { other.cells[index].duration = 3 }
        let snapshot = FeedbackSnapshot(other, graded: submission.graded, studentCells: ["mean"]) { path throws(ImageProblem) in throw .missing(path: path) }
        let page = try Sample.page(submission)
        #expect(FeedbackPage(snapshot, submission).html == page)
        #expect(!page.contains("/home/teacher"))
        #expect(!page.contains("host-of-the-grader"))
        #expect(!page.contains("class=\"time\""))
    }

    @Test func `a page is made again from what was kept`() throws {
        let snapshot = try Sample.snapshot()
        let read = try FeedbackSnapshot(decoding: snapshot.encoded())
        #expect(read == snapshot)
        #expect(try read.encoded() == snapshot.encoded())
        let submission = MarkedSubmission(Sample.graded())
        #expect(FeedbackPage(read, submission).html == FeedbackPage(snapshot, submission).html)
    }

    @Test(arguments: [("", FeedbackSnapshotError.damaged), ("{\"version\":2}", .damaged), ("{\"version\":1}", .olderVersion), ("{\"version\":99}", .newerVersion), ("[]", .damaged)])
    func `what is no snapshot is refused`(_ text: String, _ error: FeedbackSnapshotError) {
        #expect(throws: error) { try FeedbackSnapshot(decoding: Data(text.utf8)) }
    }

    @Test func `work that could not be read has a page, too`() throws {
        let graded = GradedSubmission(
            student: "Ada", assignment: "bands", digest: "", checks: Sample.graded(mean: .notObserved, hidden: .notObserved).checks, texts: Sample.graded().texts,
            remarks: [.init(.unreadable, text: "The file is no notebook.")])
        // What grading shows of it: the release, of which nothing was run.
        let page = FeedbackPage(try Sample.snapshot(graded) { cells in for index in cells.indices { cells[index].outcome = .skipped(reason: "no") } }, MarkedSubmission(graded)).html
        #expect(page.contains("<strong>Not readable:</strong> The file is no notebook."))
        #expect(page.contains("id=\"check.mean-hidden\""))
        // A check whose place is gone stands at the end.
        let moved = FeedbackPage(try Sample.snapshot(graded, "---\nassignment: bands\n---\n\n# Bands\n"), MarkedSubmission(graded)).html
        #expect(moved.contains("Further checks and answers") && moved.contains("id=\"check.mean-check\"") && moved.contains("id=\"check.mean-hidden\""))
    }
}
