import Assignments

/// A class as a table, for a spreadsheet.
public struct GradebookTable: Sendable {
    public enum Columns: String, Sendable, CaseIterable {
        case question, total
    }

    private let submissions: [MarkedSubmission]
    private let penalty: LatePenalty?

    public init(_ submissions: [MarkedSubmission], penalty: LatePenalty? = nil) {
        self.submissions = submissions
        self.penalty = penalty
    }

    /// One row a student. A question that is still to be graded, or that a submission's own version of the assignment
    /// did not have, is empty.
    public func csv(by columns: Columns) -> CSVTable {
        let questions = columns == .question ? self.questions : []
        let header = ["student"] + questions + ["earned", "points", "to_be_graded", "late_days"] + (penalty == nil ? [] : ["after_penalty"])
        let rows = submissions.map { submission -> [String] in
            let earned = submission.questions
            let scores = questions.map { id in earned.first { $0.id == id }?.earned.map(PointsText.text) ?? "" }
            let sums = [
                PointsText.text(submission.earned), PointsText.text(submission.points), String(submission.ungraded.count), String(submission.lateDays),
            ]
            return [submission.graded.student] + scores + sums + (penalty.map { [PointsText.text(total(submission, $0))] } ?? [])
        }
        return CSVTable(rows: [header] + rows)
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
