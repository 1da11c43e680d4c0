import Assignments
import Foundation
import Gradebook

/// One student at length: what `landuse gradebook show FOLDER STUDENT` prints.
struct StudentText {
    var submission: MarkedSubmission
    var scores: [ScoreHistoryEntry]
    var gradings: [GradedSubmission]
    var notGraded: [NotGraded] = []
    var penalty: LatePenalty?

    var text: String {
        [head, checks, texts, remarks, history].filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private var head: String {
        let waiting = submission.ungraded.count
        let rest = waiting == 0 ? "" : ", \(waiting == 1 ? "1 text answer" : "\(waiting) text answers") to be graded"
        var lines = ["\(submission.graded.student.printableName): \(PointsText.text(submission.earned)) of \(PointsText.words(submission.points))\(rest)"]
        lines += notGraded.filter { $0.isOf(submission) }.map { "\($0.words): \($0.reason)".printable }
        if submission.lateDays > 0 { lines.append("handed in \(ClassText.days(submission.lateDays)) late") }
        if let penalty, submission.lateDays > 0 {
            lines.append("after the penalty: \(PointsText.text(penalty.applied(to: submission.earned, lateDays: submission.lateDays)))")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var checks: String {
        guard !submission.graded.checks.isEmpty else { return "" }
        return Columns.text([["CHECK", "OF", "EARNED", "MOST", ""]] + submission.graded.checks.map { check in
            let given = submission.given(for: check.id)
            let word = check.isHidden ? "\(check.outcome.words), hidden" : check.outcome.words
            let byHand = given.map { "; \($0.score.grader) gave \(PointsText.text($0.score.points)) in place of \(PointsText.text(check.earned))\(Self.age($0))" }
            return [check.id, check.question, PointsText.text(submission.earned(check)), PointsText.text(check.points), "\(word)\(byHand ?? "")"].map(\.printable)
        })
    }

    private var texts: String {
        submission.graded.texts.map { text in
            let given = submission.given(for: text.id)
            let state = given.map { "\(PointsText.text($0.score.points)) of \(PointsText.words(text.points)), from \($0.score.grader)\(Self.age($0))" }
                ?? (text.isUntouched ? "nothing written, 0 of \(PointsText.words(text.points))" : "to be graded, \(PointsText.words(text.points))")
            var lines = ["text answer \(text.id): \(state)"]
            if let comment = given?.score.comment, !comment.isEmpty { lines.append("  comment: \(comment)") }
            lines += text.rubric.map { "  rubric: \($0)" }
            if !text.isUntouched { lines += Self.lines(text.markdown).map { "  │ \($0)" } }
            return lines.map { $0.printable + "\n" }.joined()
        }.joined(separator: "\n")
    }

    private var remarks: String {
        submission.graded.remarks.map { "remark\($0.cell.map { " on \($0)" } ?? ""): \($0.text)".printable + "\n" }.joined()
    }

    private var history: String {
        let totals = gradings.map { PointsText.text($0.earned) }
        var lines = gradings.count > 1 ? ["graded \(gradings.count) times; the checks earned \(totals.joined(separator: ", then "))"] : []
        lines += scores.map { entry in
            let when = entry.givenAt.map { "\($0.formatted(.iso8601)) " } ?? ""
            let what = entry.points.map { "gave \(PointsText.text($0))" } ?? "withdrew the score"
            let comment = entry.comment.isEmpty ? "" : " “\(entry.comment)”"
            return "\(when)\(entry.grader) \(what) for \(entry.question)\(comment)\(entry.isSuperseded ? " (superseded)" : "")"
        }
        return lines.map { $0.printable + "\n" }.joined()
    }

    private static func age(_ given: MarkedSubmission.Given) -> String { given.isOutdated ? ", before the work changed" : "" }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}
