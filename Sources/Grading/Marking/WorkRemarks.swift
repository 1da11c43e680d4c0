import Assignments
import Notebook

/// What a teacher wants to know at once of work that earns little: what of it does not compile, and what was never written.
enum WorkRemarks {
    /// - Parameters:
    ///   - executed: the first phase.
    ///   - students: the ids of cells that the student wrote.
    ///   - checks: those of the assignment, each with the question that it belongs to.
    static func remarks(on executed: ExecutedNotebook, students: Set<String>, checks: [GradingPlan.Check]) -> [GradedSubmission.Remark] {
        let questions = Dictionary(checks.map { ($0.id, $0.question) }) { first, _ in first }
        var remarks: [GradedSubmission.Remark] = [], unfinished: Set<String> = []
        for cell in executed.cells {
            let id = cell.cell.id
            if students.contains(id), cell.outcome != .finished, cell.diagnostics.contains(where: { $0.severity == .error }) {
                remarks.append(.init(.brokenCell, cell: id, text: "The cell `\(id)` does not compile."))
            } else if cell.isNotDone, unfinished.insert(questions[id] ?? id).inserted {
                // A function that is still to be written ends the check that calls it.
                remarks.append(.init(.unfinishedCell, cell: questions[id] ?? id, text: "The cell `\(questions[id] ?? id)` is still to be written."))
            }
        }
        return remarks
    }
}
