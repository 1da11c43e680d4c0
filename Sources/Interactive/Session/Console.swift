import Foundation
import LineEditing
import Notebook
import Synchronization

/// What the prompt writes: a cell's outputs as they come, and its own words between them. Results go to standard
/// output; what is said about them, to standard error.
final class Console: Sendable {
    enum Sink: Sendable { case results, remarks }

    let palette: Palette
    private let results: Terminal
    private let remarks: Terminal
    /// Whether the last text ended without a line feed.
    private let isMidLine = Mutex(false)

    init(terminal: Terminal, remarks: Terminal, environment: [String: String]) {
        results = terminal
        self.remarks = remarks
        palette = Palette(isOn: terminal.isInteractive && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb")
    }

    var isInteractive: Bool { results.isInteractive }

    /// Columns for values; what goes to a file is laid out for eighty.
    var width: Int { isInteractive ? max(20, results.size.columns) : 80 }

    /// Writes what a cell printed, as it is.
    func stream(_ text: String, to sink: Sink) {
        guard let last = text.last else { return }
        isMidLine.withLock { isMidLine in
            isMidLine = last != "\n"
            (sink == .results ? results : remarks).write(text)
        }
    }

    /// Writes lines, never in the middle of one of a cell's.
    func say(_ text: String, to sink: Sink = .results) {
        isMidLine.withLock { isMidLine in
            (sink == .results ? results : remarks).write((isMidLine ? "\n" : "") + text + (text.hasSuffix("\n") || text.isEmpty ? "" : "\n"))
            isMidLine = false
        }
    }

    func note(_ text: String) { say(palette.dim(text), to: .remarks) }
    func refuse(_ error: any Error) { say("\(palette.red("error:")) \(error)", to: .remarks) }

    /// Begins a new line where a cell left one open.
    func endLine() {
        if isMidLine.withLock(\.self) { say("") }
    }
}
