import Assignments
import Foundation

/// Graded work in few words.
enum Sample {
    static let assignment = "pipeline"
    static let time = Date(timeIntervalSince1970: 1_790_000_000)

    /// Two checks about `mean` (2 and 3 points), one about `split` (1 point), and a text answer (4 points).
    static func graded(_ student: String, mean: [Double] = [2, 0], split: Double = 1, text: String? = "Both cost.", digest: String = "d") -> GradedSubmission {
        func check(_ id: String, _ question: String, _ points: Double, _ earned: Double, isHidden: Bool = false) -> CheckMark {
            CheckMark(
                id: id, question: question, points: points, earned: earned, isHidden: isHidden, outcome: earned > 0 ? .passed : .failed,
                explanation: earned > 0 ? "It is as expected." : "It is something else.", observed: isHidden ? nil : "[0.1, 0.2]", message: "Look at the mean.")
        }
        return GradedSubmission(
            student: student, assignment: assignment, digest: digest,
            checks: [
                check("mean-check", "mean", 2, mean[0]), check("mean-hidden", "mean", 3, mean[1], isHidden: true), check("split-check", "split", 1, split),
            ],
            texts: [.init(id: "discussion", points: 4, rubric: ["2 points: names both costs"], markdown: text ?? "Your words.", isUntouched: text == nil)],
            remarks: [.init(.extraCell, cell: "cell-9", text: "The cell is not in the release.")])
    }

    static func score(_ question: String, _ points: Double, _ comment: String = "", by grader: String = "Ada") -> ManualScore {
        ManualScore(question: question, points: points, comment: comment, grader: grader)
    }
}
