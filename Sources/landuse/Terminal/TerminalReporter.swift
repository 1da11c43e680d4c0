import CellCompiler
import Foundation
import Interactive
import KernelHost
import Notebook
import Synchronization

/// Shows a run in the terminal: what cells put out goes to standard output, the rest to standard error.
final class TerminalReporter: Sendable {
    private let path: String
    private let results: TerminalStream
    private let style: TerminalStyle
    /// Whether the last text of a stream ended without a line feed.
    private let isMidLine = Mutex(false)
    private let live = Mutex(LiveDisplays())
    /// How many of the cells that are being compiled do not compile.
    private let broken = Mutex(0)

    init(path: String, results: TerminalStream) {
        self.path = path
        self.results = results
        style = TerminalStyle(for: .standardError)
    }

    /// Says what takes long.
    var progress: @Sendable (String) -> Void {
        { [self] in note($0 + " …") }
    }

    func note(_ text: String) { message(style.dim("landuse: " + text)) }

    func fault(_ error: any Error) { fault(String(describing: error)) }
    func fault(_ reason: String) { message(style.red("landuse: error: ") + reason) }

    func show(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            let severity = diagnostic.severity.rawValue
            let text = diagnostic.description
            let colored: String
            switch diagnostic.severity {
            case .error: colored = text.replacingFirst(severity + ":", style.red(severity + ":"))
            case .warning: colored = text.replacingFirst(severity + ":", style.yellow(severity + ":"))
            case .note: colored = text
            }
            message(colored)
        }
    }

    /// Takes notice of the cells that do not compile, before it is said how many do.
    func count(_ findings: [CacheFinding]) {
        broken.withLock { $0 = findings.count { $0.state == .broken } }
    }

    /// - Parameter notebook: its path, where there are several.
    func show(_ findings: [CacheFinding], of notebook: String? = nil) {
        for finding in findings { note((notebook.map { $0 + ": " } ?? "") + finding.text) }
    }

    func show(_ event: NotebookRunner.Event) {
        switch event {
        case .compiling: break
        case .compiled(let cells, let cached, let seconds):
            let compiled = cells - cached - broken.withLock { $0 }
            if compiled > 0 { note("compiled \(compiled) of \(cells) cell\(cells == 1 ? "" : "s") in \(Self.time(seconds))") }
        case .started(let cell): message(style.bold("▸ \(cell.id)") + style.dim("  \(path):\(cell.firstLine)"))
        case .output(_, let output): show(output)
        case .updated(_, let bundle): show(bundle)
        case .finished(let cell):
            draw(live.withLock { $0.finish() })
            show(cell)
        case .kept: break
        case .restarted(let replayed, let seconds):
            note("the kernel was replaced: \(replayed) cell\(replayed == 1 ? "" : "s") that had finished ran again in \(Self.time(seconds))")
        }
    }

    /// The last line: what came of it, and where the report is.
    func finished(_ notebook: ExecutedNotebook, report: String) {
        let run = notebook.cells.filter { $0.duration != nil }.count
        let unfinished = notebook.cells.count(where: \.isNotDone)
        let failed = notebook.cells.filter { $0.outcome == .failed }.count - unfinished
        let skipped = notebook.cells.filter { if case .skipped = $0.outcome { true } else { false } }.count
        var parts = ["\(run) cell\(run == 1 ? "" : "s") run in \(Self.time(notebook.duration))"]
        if failed > 0 { parts.append(style.red("\(failed) failed")) }
        if unfinished > 0 { parts.append(style.yellow("\(unfinished) not done yet")) }
        if skipped > 0 { parts.append(style.yellow("\(skipped) skipped")) }
        message(parts.joined(separator: ", ") + "  →  " + style.bold(report))
    }

    private func show(_ output: Output) {
        switch output {
        case .stream(.stdout, let text): write(text, to: results)
        case .stream(.stderr, let text): write(text, to: .standardError)
        case .displayData(let bundle), .executeResult(let bundle): show(bundle)
        case .error(let failure): show(failure)
        case .omitted(let bytes): note("\(bytes) more bytes were put out and left out")
        }
    }

    private func show(_ bundle: MediaBundle) {
        let text = bundle.text("text/plain") ?? bundle.alternativeText ?? "[\(bundle.representations.map(\.type).joined(separator: ", "))]"
        guard let id = bundle.displayID else { return write((breaksLine() ? "\n" : "") + (text.hasSuffix("\n") ? text : text + "\n"), to: results) }
        draw(live.withLock { $0.show(text, id: id, columns: results.columns) })
    }

    /// Writes what live displays ask for; it ends with a line.
    private func draw(_ text: String) {
        guard !text.isEmpty else { return }
        results.write((breaksLine() ? "\n" : "") + text)
    }

    func show(_ failure: CellFailure) {
        let place = failure.frames.first.map { "\(path):\($0.position.line):\($0.position.column): " } ?? "\(path): "
        // Work that is still to be done is no mistake.
        message(place + (failure.isNotDone ? style.yellow("note: ") : style.red("error: ")) + failure.reason)
        for frame in failure.frames.dropFirst() {
            message(style.dim("    called from \(path):\(frame.position.line)\(frame.function.map { " in \($0)" } ?? "")"))
        }
    }

    private func show(_ cell: ExecutedCell) {
        show(cell.diagnostics)
        switch cell.outcome {
        case .finished: message(style.dim("  \(Self.time(cell.duration ?? 0))"))
        case .failedAsExpected: message(style.dim("  \(cell.duration == nil ? "\(cell.cell.id) does not compile" : "failed"), as expected"))
        case .failed where cell.isNotDone: message(style.yellow("  not done yet"))
        case .failed: message(style.red("  failed"))
        case .skipped(let reason): message(style.yellow("  \(cell.cell.id) was skipped: \(reason)"))
        case .notEvaluated: break
        }
    }

    private func write(_ text: String, to stream: TerminalStream) {
        guard let last = text.last else { return }
        live.withLock { $0.somethingElseIsWritten() }
        isMidLine.withLock { $0 = last != "\n" }
        stream.write(text)
    }

    /// A line of our own, never in the middle of one of a cell's.
    private func message(_ text: String) {
        live.withLock { $0.somethingElseIsWritten() }
        TerminalStream.standardError.write((breaksLine() ? "\n" : "") + text + "\n")
    }

    /// Whether a line has to be ended before another begins; from then on it is.
    private func breaksLine() -> Bool {
        isMidLine.withLock { midLine in
            defer { midLine = false }
            return midLine
        }
    }

    private static func time(_ seconds: Double) -> String {
        seconds < 0.9995 ? String(format: "%.0f ms", seconds * 1000) : String(format: "%.1f s", seconds)
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, _ replacement: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(in: range, with: replacement)
    }
}
