import Assignments
import Report

/// A text answer: the student's words in a box of their own, and the person's behind it.
enum TextAnswerBox {
    static func html(_ text: GradedSubmission.Text, in submission: MarkedSubmission) -> HTML {
        let prose: HTML = text.isUntouched ? #"<p class="omitted">Nothing was written here.</p>"# : #"<div class="prose">\#(UntrustedProse.html(text.markdown, showingHTML: true))</div>"#
        let given = submission.given(for: text.id)
        let earned = submission.earned(text)
        let status = earned.map { Status(earned: $0, of: text.points) } ?? .pending
        let title = earned.map { "\(PointsText.text($0)) of \(PointsText.words(text.points))" } ?? "To be graded: up to \(PointsText.words(text.points))"
        let words: HTML = given.map { GivenScore.html($0) } ?? (text.isUntouched ? "<p>Nothing was written, so there is nothing to grade.</p>" : "<p>A person grades this answer.</p>")
        return """
            \(WorkBox.html(prose, label: "Student’s answer", style: " own answer"))
            <section class="graded \(status.style)" id="check.\(text.id)" aria-label="Text answer \(text.id): \(title)">
            <p class="points"><span aria-hidden="true">\(status.mark) </span><strong>\(title)</strong> <span class="of">Text answer <a class="id" href="#top">\(text.id)</a></span></p>
            \(words)\(given == nil ? nil : rubric(text))
            </section>
            """
    }

    private static func rubric(_ text: GradedSubmission.Text) -> HTML? {
        guard !text.rubric.isEmpty else { return nil }
        let lines = text.rubric.map { "<li>\($0)</li>" as HTML }.joined()
        return "\n<p class=\"rubric\">What earns points:</p>\n<ul>\(lines)</ul>"
    }
}
