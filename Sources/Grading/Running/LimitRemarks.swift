import Assignments
import Notebook
import Sandbox

/// The limits that a run has hit, in words.
enum LimitRemarks {
    /// - Parameters:
    ///   - drawn: the cells of the drawn phase.
    ///   - watch: what was seen from outside.
    static func remarks(
        on executed: ExecutedNotebook, drawn: [ExecutedCell], watch: RunWatch = RunWatch(), isLate: Bool, timeLimit: Double
    ) -> [GradedSubmission.Remark] {
        var found = executed.cells.flatMap { cell in limits(of: cell).map { (limit: $0, cell: cell.cell.id) } }
        // What was running when the time was over ended with its process, for no other reason.
        if isLate, let last = found.last, last.limit == .process { found.removeLast() }
        var remarks = found.map { GradedSubmission.Remark(.limit, cell: $0.cell, text: text($0.limit, $0.cell)) }
        remarks += watch.reached.map { .init(.limit, cell: $0.cell, text: text($0.bound, $0.cell)) }
        // Who sees this has been graded twice; see `ClassGrading`.
        if watch.wasKilledBeforeDrawing {
            remarks.append(.init(.limit, text: "Its process, or a compiler, was killed, and once more when the submission was graded again by itself: it did so, or needs more memory than there is."))
        }
        // Which check it was, and which limit, might be made to tell something of what was drawn: this tells one bit of it.
        if watch.wasReachedWhenDrawn || !drawn.flatMap(limits).isEmpty {
            remarks.append(.init(.limit, text: "With inputs that you do not see, a limit of time, memory, output, files or threads was hit, or the process ended."))
        }
        if isLate { remarks.append(.init(.limit, text: "All of it together took more than \(seconds(timeLimit)); what had not run by then was not run.")) }
        return remarks
    }

    private enum Limit { case output, time, processorTime, memory, fileSize, process }

    private static func limits(of cell: ExecutedCell) -> [Limit] {
        cell.outputs.compactMap { output in
            switch output {
            case .omitted: .output
            case .error(let failure):
                switch failure.name {
                case "TimeLimit": .time
                case "ProcessorTimeLimit": .processorTime
                case "MemoryLimit": .memory
                case "FileSizeLimit": .fileSize
                case "KernelDied": .process
                default: nil
                }
            default: nil
            }
        }
    }

    private static func text(_ limit: Limit, _ cell: String) -> String {
        switch limit {
        case .output: "The cell `\(cell)` put out more than is kept; the rest was left out."
        case .time: "The cell `\(cell)` took longer than a cell may, and was stopped."
        case .processorTime: "The process took more of the processors' time than a submission may, and ended with the cell `\(cell)`; what it held was lost."
        case .memory: "The cell `\(cell)` took more memory than a submission may, and was stopped."
        case .fileSize: "The cell `\(cell)` wrote a larger file than a submission may, and the process ended with it; what it held was lost."
        case .process: "The process ended with the cell `\(cell)`; what it held was lost."
        }
    }

    private static func text(_ bound: JailBound, _ cell: String) -> String {
        switch bound {
        case .threads: "When the cell `\(cell)` had run, the submission had as many threads as it may have; no other could be started."
        case .openFiles: "When the cell `\(cell)` had run, the submission held as many files open as it may; no other could be opened."
        case .scratchSize: "When the cell `\(cell)` had run, the submission's files took all the room that there is for them; no more could be written."
        case .scratchFiles: "When the cell `\(cell)` had run, the submission had made as many files as it may; no other could be made."
        }
    }

    private static func seconds(_ limit: Double) -> String { limit == 1 ? "1 second" : "\(limit == limit.rounded() ? String(Int(limit)) : String(limit)) seconds" }
}
