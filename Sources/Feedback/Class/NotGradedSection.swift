import Assignments
import Report

/// Who handed in what could not be graded. It stands first: the numbers below do not count it.
struct NotGradedSection {
    let notGraded: [NotGraded]

    /// `nil` where everything was graded.
    var html: HTML? {
        guard !notGraded.isEmpty else { return nil }
        let items = notGraded.map { work -> HTML in
            "<li><strong>\(ShownName.html(work.student))</strong>: \(work.words). \(BoundedText.text(work.reason, most: 300))</li>"
        }
        return """
            <section aria-labelledby="not-graded">
            <h2 id="not-graded">Not graded</h2>
            <p>The grader or the machine failed on these; <code>landuse grade</code> tries them again.</p>
            <ul class="remarks">
            \(items.joined(separator: "\n"))
            </ul>
            </section>
            """
    }
}
