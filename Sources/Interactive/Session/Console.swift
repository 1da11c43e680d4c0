import Foundation
import LineEditing
import Notebook
import Synchronization

/// What the prompt writes: a cell's outputs as they come, and its own words between them.
final class Console: Sendable {
    let palette: Palette
    private let terminal: Terminal
    private let state = Mutex(State())

    private struct State {
        /// Whether the last text ended without a line feed.
        var isMidLine = false
    }

    init(terminal: Terminal, environment: [String: String]) {
        self.terminal = terminal
        palette = Palette(isOn: terminal.isInteractive && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb")
    }

    /// Columns for values; what goes to a file is laid out for eighty.
    var width: Int { terminal.isInteractive ? max(20, terminal.size.columns) : 80 }

    /// Writes what a cell printed, as it is.
    func stream(_ text: String) {
        guard let last = text.last else { return }
        state.withLock { state in
            state.isMidLine = last != "\n"
            terminal.write(text)
        }
    }

    /// Writes lines of the prompt's own, never in the middle of one of a cell's.
    func say(_ text: String) {
        state.withLock { state in
            terminal.write((state.isMidLine ? "\n" : "") + text + (text.hasSuffix("\n") || text.isEmpty ? "" : "\n"))
            state.isMidLine = false
        }
    }

    func note(_ text: String) { say(palette.dim(text)) }
    func refuse(_ error: any Error) { say("\(palette.red("error:")) \(error)") }

    /// Begins a new line where a cell left one open.
    func endLine() { if state.withLock(\.isMidLine) { say("") } }
}
