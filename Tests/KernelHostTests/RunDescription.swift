import KernelHost
import Notebook

/// A run as text that a person can check: outcomes, outputs, failures with their places.
enum RunDescription {
    static func text(_ result: NotebookRunner.Result) -> String {
        switch result {
        case .broken(let diagnostics):
            return "broken\n" + diagnostics.map { "\($0)\n" }.joined()
        case .executed(let notebook, let interruption):
            let cells = notebook.cells.map(text).joined()
            // How much an endless loop prints until its limit depends on the machine.
            let bounded = interruption == nil ? cells : cells.replacing(/omitted\| [0-9]+ bytes/, with: "omitted| some bytes")
            return bounded + (interruption.map { "interrupted: \($0)\n" } ?? "")
        }
    }

    /// All text that was printed, in order.
    static func printed(_ notebook: ExecutedNotebook) -> String {
        notebook.cells.flatMap(\.outputs).map { if case .stream(_, let text) = $0 { text } else { "" } }.joined()
    }

    private static func text(_ cell: ExecutedCell) -> String {
        var lines = ["\(cell.cell.id): \(outcome(cell.outcome))"]
        lines += cell.diagnostics.map { "  \($0)" }
        lines += cell.outputs.flatMap(lines(of:))
        return lines.map { $0 + "\n" }.joined()
    }

    private static func outcome(_ outcome: ExecutedCell.Outcome) -> String {
        switch outcome {
        case .finished: "finished"
        case .failedAsExpected: "failed as expected"
        case .failed: "failed"
        case .skipped(let reason): "skipped: \(reason)"
        case .notEvaluated: "not evaluated"
        }
    }

    private static func lines(of output: Output) -> [String] {
        switch output {
        case .stream(let stream, let text): shortened(text).map { "  \(stream.rawValue)| \($0)" }
        case .displayData(let bundle): ["  display| \(types(bundle))"] + plain(bundle)
        case .executeResult(let bundle): ["  result| \(types(bundle))"] + plain(bundle)
        case .omitted(let bytes): ["  omitted| \(bytes) bytes"]
        case .error(let failure):
            ["  error| \(failure.name): \(withoutChance(failure.reason))"]
                // Where exactly a loop is stopped is chance.
                + (failure.name == "TimeLimit" ? failure.frames.prefix(1).map { "    at \($0.cell) \($0.position.line)" } : failure.frames.map { frame in
                    // Which instruction of a function meets the stack's end depends on where the stack began.
                    let column = failure.name == "StackOverflow" ? "" : ":\(frame.position.column)"
                    return "    at \(frame.cell) \(frame.position.line)\(column)\(frame.function.map { " in \($0)" } ?? "")"
                })
        }
    }

    /// Without addresses, and without how the C library's heap puts it: both depend on what lies where.
    private static func withoutChance(_ reason: String) -> String {
        reason.replacing(/0x[0-9a-f]{9,}/, with: "0x…").replacing(/written past its end: [^;]*/, with: "written past its end: …")
    }

    private static func types(_ bundle: MediaBundle) -> String { bundle.representations.map(\.type).joined(separator: " ") }

    private static func plain(_ bundle: MediaBundle) -> [String] {
        (bundle.text("text/plain") ?? "").split(separator: "\n").map { $0.count > 200 ? "    \($0.prefix(20))… \($0.count) characters" : "    \($0)" }
    }

    private static func shortened(_ text: String) -> [String] {
        let lines = text.split(separator: "\n").map(String.init)
        return lines.count <= 20 ? lines : lines.prefix(2) + ["… \(lines.count - 4) lines …"] + lines.suffix(2)
    }
}
