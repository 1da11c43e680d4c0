import Assignments
import Notebook

/// The limits that a run has hit, in words.
enum LimitRemarks {
    static func remarks(on executed: ExecutedNotebook, isLate: Bool, timeLimit: Double) -> [GradedSubmission.Remark] {
        var remarks = executed.cells.flatMap { cell in cell.outputs.compactMap { remark($0, cell.cell.id) } }
        if isLate { remarks.append(.init(.limit, text: "All of it together took more than \(seconds(timeLimit)); what had not run by then was not run.")) }
        return remarks
    }

    private static func remark(_ output: Output, _ cell: String) -> GradedSubmission.Remark? {
        switch output {
        case .omitted: return .init(.limit, cell: cell, text: "The cell `\(cell)` put out more than is kept; the rest was left out.")
        case .error(let failure) where failure.name == "TimeLimit":
            return .init(.limit, cell: cell, text: "The cell `\(cell)` took longer than a cell may, and was stopped.")
        case .error(let failure) where failure.name == "KernelDied":
            return .init(.limit, cell: cell, text: "The process ended with the cell `\(cell)`; what it held was lost.")
        case .error(let failure) where failure.reason.contains("LANDUSE_MEMORY_LIMIT"):
            return .init(.limit, cell: cell, text: "The cell `\(cell)` took more memory than a submission may, and was stopped.")
        default: return nil
        }
    }

    private static func seconds(_ limit: Double) -> String { limit == 1 ? "1 second" : "\(limit == limit.rounded() ? String(Int(limit)) : String(limit)) seconds" }
}
