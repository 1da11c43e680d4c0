import Assignments
import Grading

/// A class that was graded, in a line each: what its checks came to, and what is left for a person.
enum GradingTable {
    /// - Parameter marked: the same submissions as the gradebook has them, with a person's scores.
    static func text(_ outcomes: [ClassGrading.Outcome], _ marked: [MarkedSubmission]) -> String {
        let waiting = Dictionary(marked.map { ($0.graded.student, $0.ungraded.count) }) { $1 }
        let rows = outcomes.map { outcome -> [String] in
            let graded = outcome.graded
            let waiting = waiting[graded.student] ?? graded.texts.count { !$0.isUntouched }
            return [
                graded.student.printableName, "\(PointsText.text(graded.earned)) of \(PointsText.text(graded.checkPoints))",
                waiting == 0 ? "" : "\(waiting) to read", outcome.wasKept ? "as before" : "", remarks(graded.remarks),
            ]
        }
        return Columns.text([["student", "checks", "texts", "", "remarks"]] + rows)
    }

    /// "limit; 2 edited cells".
    private static func remarks(_ remarks: [GradedSubmission.Remark]) -> String {
        let names: [(GradedSubmission.Remark.Kind, String, String)] = [
            (.unreadable, "unreadable", "unreadable"), (.limit, "limit", "limits"), (.extraFile, "several notebooks", "several notebooks"), (.missingCell, "missing cell", "missing cells"),
            (.extraCell, "extra cell", "extra cells"), (.movedCell, "moved cell", "moved cells"), (.duplicateCell, "duplicate", "duplicates"),
            (.editedCell, "edited cell", "edited cells"), (.editedFrontMatter, "edited front matter", "edited front matter"),
        ]
        return names.compactMap { kind, one, many in
            let count = remarks.count { $0.kind == kind }
            return count == 0 ? nil : count == 1 ? one : kind == .editedFrontMatter ? many : "\(count) \(many)"
        }.joined(separator: "; ")
    }
}
