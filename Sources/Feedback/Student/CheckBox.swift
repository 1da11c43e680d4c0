import Assignments
import Report

/// What a check came to, behind its cell.
enum CheckBox {
    static func html(_ check: CheckMark, in submission: MarkedSubmission) -> HTML {
        let given = submission.given(for: check.id)
        let earned = submission.earned(check)
        let title = "\(PointsText.text(earned)) of \(PointsText.words(check.points))"
        let kind = check.isHidden ? "Hidden check" : "Check"
        let status = Status(earned: earned, of: check.points)
        // What a teacher says of a wrong value is no help where there is none.
        let message: HTML? = check.outcome != .failed ? nil : check.message.map { "\n<p class=\"said\"><strong>Your teacher:</strong> \(CodeWords.html($0))</p>" }
        return """
            <section class="graded \(status.style)" id="check.\(check.id)" aria-label="\(kind) \(check.id): \(title)">
            <p class="points"><span aria-hidden="true">\(status.mark) </span><strong>\(title)</strong> <span class="of">\(kind) <a class="id" href="#top">\(check.id)</a></span></p>
            <p>\(CodeWords.html(sentence(BoundedText.text(check.explanation))))</p>\(observed(check))\(said(check))\(message)\(given.map { "\n" + GivenScore.html($0, inPlaceOf: check) })
            </section>
            """
    }

    /// The judge's words with a capital letter at their beginning.
    private static func sentence(_ words: String) -> String {
        guard let first = words.first, first.isASCII else { return words }
        return first.uppercased() + words.dropFirst()
    }

    /// The value came of the student's process, so it has a box that says so. Where it is right, the cell's own output
    /// is enough.
    private static func observed(_ check: CheckMark) -> HTML? {
        guard !check.isHidden, check.outcome != .passed, let observed = check.observed else { return nil }
        let text = BoundedText.text(observed)
        return "\n" + WorkBox.html(LongText.html(text, style: "result", label: "Value that \(check.id) observed"), label: "Value that the student’s program gave", style: " value")
    }

    /// So did what it said when it ended early: a message that a student wrote, or a name that a student gave.
    private static func said(_ check: CheckMark) -> HTML? {
        guard !check.isHidden, check.outcome == .notObserved, let said = check.said, !said.isEmpty else { return nil }
        let text = LongText.html(BoundedText.text(said), style: "result", label: "Message to \(check.id)")
        return "\n" + WorkBox.html(text, label: "What the student’s program said", style: " value")
    }
}

/// How much of the points there is, in a word, a mark and a style.
enum Status {
    case all, some, none, pending

    init(earned: Double, of points: Double) { self = earned >= points ? .all : earned > 0 ? .some : .none }

    var style: HTML {
        switch self {
        case .all: "all"
        case .some: "some"
        case .none: "none"
        case .pending: "pending"
        }
    }

    var mark: HTML {
        switch self {
        case .all: "✓"
        case .some: "◐"
        case .none: "✗"
        case .pending: "…"
        }
    }
}
