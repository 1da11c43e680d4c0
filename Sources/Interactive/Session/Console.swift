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
    private let state = Mutex(State())

    private struct State: Sendable {
        /// Whether the last text ended without a line feed.
        var isMidLine = false
        var live = LiveDisplays()
    }

    init(terminal: Terminal, remarks: Terminal, environment: [String: String]) {
        results = terminal
        self.remarks = remarks
        canDraw = environment["TERM"] != "dumb"
        palette = Palette(isOn: terminal.isInteractive && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb")
    }

    /// Whether the terminal's lines can be drawn over.
    private let canDraw: Bool

    var isInteractive: Bool { results.isInteractive }

    /// Columns for values; what goes to a file is laid out for eighty.
    var width: Int { isInteractive ? max(20, results.size.columns) : 80 }

    /// Writes what a cell printed, as it is.
    func stream(_ text: String, to sink: Sink) {
        guard let last = text.last else { return }
        state.withLock { state in
            state.live.somethingElseIsWritten()
            state.isMidLine = last != "\n"
            (sink == .results ? results : remarks).write(text)
        }
    }

    /// Writes lines, never in the middle of one of a cell's.
    func say(_ text: String, to sink: Sink = .results) {
        state.withLock { state in
            state.live.somethingElseIsWritten()
            write(text + (text.hasSuffix("\n") || text.isEmpty ? "" : "\n"), to: sink, &state)
        }
    }

    /// Writes a value that takes the place of the one before of its name.
    func show(_ text: String, id: String) {
        state.withLock { state in
            let drawing = state.live.show(text, id: id, columns: isInteractive && canDraw ? results.size.columns : nil)
            if !drawing.isEmpty { write(drawing, to: .results, &state) }
        }
    }

    /// A cell has ended: writes what waited for that, and ends its line.
    func endCell() {
        state.withLock { state in
            let rest = state.live.finish()
            if !rest.isEmpty || state.isMidLine { write(rest, to: .results, &state) }
        }
    }

    private func write(_ text: String, to sink: Sink, _ state: inout State) {
        (sink == .results ? results : remarks).write((state.isMidLine ? "\n" : "") + text)
        state.isMidLine = false
    }

    func note(_ text: String) { say(palette.dim(text), to: .remarks) }
    func refuse(_ error: any Error) { say("\(palette.red("error:")) \(error)", to: .remarks) }
}
