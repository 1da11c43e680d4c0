import Assignments
import Gradebook

/// A class in columns: what `landuse gradebook show` prints.
struct ClassText {
    var submissions: [MarkedSubmission]
    var notGraded: [NotGraded] = []
    var penalty: LatePenalty?

    /// A student's name may be as long as its writer liked.
    private static let longestName = 40

    var text: String {
        let questions = GradebookTable(submissions).questions
        let header = ["STUDENT"] + questions + ["EARNED", "OF", "LATE"] + (penalty == nil ? [] : ["AFTER PENALTY"]) + ["REMARKS"]
        let rows = submissions.map { submission -> [String] in
            [Self.short(submission.graded.student).printableName] + scores(submission, questions)
                + [PointsText.text(submission.earned), PointsText.text(submission.points), Self.days(submission.lateDays)]
                + (penalty.map { [PointsText.text($0.applied(to: submission.earned, lateDays: submission.lateDays))] } ?? [])
                + [remarks(submission)]
        }
        let unmarked = notGraded.filter { $0.mark == .none }.map { work in
            [Self.short(work.student).printableName] + Array(repeating: "", count: header.count - 2) + [work.words]
        }
        return Columns.text(([header] + rows + unmarked).map { $0.map(\.printable) }) + "\n" + summary
    }

    private var summary: String {
        let waiting = submissions.reduce(0) { $0 + $1.ungraded.count }
        let count = submissions.count == 1 ? "1 submission" : "\(submissions.count) submissions"
        let rest = waiting == 0 ? (notGraded.isEmpty ? "everything is graded" : "no text answer waits") : "\(waiting == 1 ? "1 text answer waits" : "\(waiting) text answers wait") for a person"
        let outdated = submissions.reduce(0) { $0 + $1.outdated.count }
        let older = outdated == 0 ? "" : "; \(outdated == 1 ? "1 score is" : "\(outdated) scores are") older than the work"
        let faults = notGraded.isEmpty ? "" : "; \(notGraded.count) could not be graded, and landuse grade tries \(notGraded.count == 1 ? "it" : "them") again"
        return "\(count); \(rest)\(older)\(faults)\n"
    }

    private func scores(_ submission: MarkedSubmission, _ questions: [String]) -> [String] {
        let earned = submission.questions
        return questions.map { id in
            guard let question = earned.first(where: { $0.id == id }) else { return "" }
            let isByHand = submission.graded.checks.contains { $0.question == id && submission.given(for: $0.id) != nil }
            return (question.earned.map(PointsText.text) ?? "?") + (isByHand ? "*" : "")
        }
    }

    private func remarks(_ submission: MarkedSubmission) -> String {
        let outdated = submission.given.filter(\.isOutdated).map { "\($0.score.question) was scored before the work changed" }
        let faults = notGraded.filter { $0.isOf(submission) }.map(\.words)
        return (faults + [submission.graded.remarks.summary].filter { !$0.isEmpty } + outdated).joined(separator: "; ")
    }

    static func days(_ count: Int) -> String { count == 0 ? "" : count == 1 ? "1 day" : "\(count) days" }

    static func short(_ name: String) -> String { name.count > longestName ? name.prefix(longestName - 1) + "…" : name }
}
