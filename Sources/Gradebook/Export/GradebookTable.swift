import Assignments

/// A class as a table, for a spreadsheet.
public struct GradebookTable: Sendable {
    public enum Columns: String, Sendable, CaseIterable {
        case question, total
    }

    private let submissions: [MarkedSubmission]
    private let notGraded: [NotGraded]
    private let penalty: LatePenalty?

    /// - Parameter notGraded: work whose faults are told, where there is such, in a column of its own.
    public init(_ submissions: [MarkedSubmission], notGraded: [NotGraded] = [], penalty: LatePenalty? = nil) {
        self.submissions = submissions
        self.notGraded = notGraded
        self.penalty = penalty
    }

    /// One row a student. A question that is still to be graded, or that a submission's own version of the assignment
    /// did not have, is empty. Who has no mark at all stands behind the others. Where a person's scores are older than the work,
    /// a column counts them.
    public func csv(by columns: Columns) -> CSVTable {
        let questions = columns == .question ? self.questions : [], hasOutdated = submissions.contains { !$0.outdated.isEmpty }
        let header = ["student"] + questions + ["earned", "points", "to_be_graded", "late_days"] + (penalty == nil ? [] : ["after_penalty"])
            + (hasOutdated ? ["scored_before_change"] : []) + (notGraded.isEmpty ? [] : ["not_graded"])
        let rows = submissions.map { submission -> [String] in
            let earned = submission.questions
            let scores = questions.map { id in earned.first { $0.id == id }?.earned.map(PointsText.text) ?? "" }
            let sums = [
                PointsText.text(submission.earned), PointsText.text(submission.points), String(submission.ungraded.count), String(submission.lateDays),
            ]
            return [submission.graded.student] + scores + sums + (penalty.map { [PointsText.text(total(submission, $0))] } ?? [])
                + (hasOutdated ? [String(submission.outdated.count)] : []) + (notGraded.isEmpty ? [] : [notGraded.first { $0.isOf(submission) }?.words ?? ""])
        }
        let unmarked = notGraded.filter { $0.mark == .none }.map { [$0.student] + Array(repeating: "", count: header.count - 2) + [$0.words] }
        return CSVTable(rows: [header] + rows + unmarked)
    }

    private func total(_ submission: MarkedSubmission, _ penalty: LatePenalty) -> Double {
        penalty.applied(to: submission.earned, lateDays: submission.lateDays)
    }

    /// The questions of all submissions, in the notebook's order as far as they agree on it.
    public var questions: [String] {
        var merged: [String] = []
        for submission in submissions {
            var place = merged.startIndex
            for question in submission.questions {
                if let index = merged.firstIndex(of: question.id) {
                    place = max(place, index + 1)
                } else {
                    merged.insert(question.id, at: place)
                    place += 1
                }
            }
        }
        return merged
    }
}
