import Assignments
import Grading

/// A class that was graded, in a line each: what its checks came to, and what is left for a person.
enum GradingTable {
    /// - Parameter marked: the same submissions as the gradebook has them, with a person's scores.
    static func text(_ outcomes: [ClassGrading.Outcome], _ marked: [MarkedSubmission]) -> String {
        // Byte by byte: to Swift, two ways of writing an accent are one name.
        let marks = Dictionary(marked.map { (Array($0.graded.student.utf8), $0) }) { $1 }
        let rows = outcomes.map { outcome -> [String] in
            let graded = outcome.graded
            let mark = marks[Array(graded.student.utf8)] ?? MarkedSubmission(graded)
            let waiting = [(mark.ungraded.count, "to read"), (mark.outdated.count, "scored before the work changed")]
                .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
            return [
                graded.student.printableName, "\(PointsText.text(graded.earned)) of \(PointsText.text(graded.checkPoints))",
                waiting, outcome.wasKept ? "as before" : "", graded.remarks.summary,
            ]
        }
        return Columns.text([["student", "checks", "texts", "", "remarks"]] + rows)
    }
}
