import Notebook

/// Why a cell ended before its end, and where.
enum FailureBox {
    static func html(_ failure: CellFailure, lines: NotebookLines) -> HTML {
        if failure.isNotDone {
            let what: HTML = HTML(text: TerminalText.shown(String(failure.reason.dropFirst(CellFailure.notDoneReason.count))))
            let place: HTML? = failure.frames.first.map { #" <span class="place">line \#($0.position.line)</span>"# }
            return #"<p class="undone" role="group" aria-label="Not done yet"><strong>Not done yet\#(what).</strong>\#(place)</p>"#
        }
        let excerpt = failure.frames.first.flatMap { SourceExcerpt.html($0.position, in: lines) }
        let frames = failure.frames.map { frame -> HTML in
            let function = frame.function.map { ", in \($0)" } ?? ""
            return "<li>line \(frame.position.line) (\(frame.cell)\(function))</li>"
        }
        let trace: HTML = frames.isEmpty ? "" : #"<ol class="frames" aria-label="Where">\#(frames.joined())</ol>"#
        let reason = LongReason.html(failure.reason)
        return #"<div class="failure" role="group" aria-label="Error"><p><strong>\#(name(failure.name))</strong></p>\#(reason)\#(excerpt)\#(trace)</div>"#
    }

    /// The name in words, with itself where there are none.
    private static func name(_ name: String) -> String {
        switch name {
        case "Trap": "Stopped by a trap"
        case "UncaughtError": "Uncaught error"
        case "StackOverflow": "Stack overflow"
        case "TimeLimit": "Time limit"
        case "CompileError": "Does not compile"
        default: name
        }
    }

    /// A reason is one sentence, but an error's own description may be anything.
    private enum LongReason {
        static func html(_ reason: String) -> HTML {
            let text = TerminalText.shown(reason)
            guard text.contains("\n") else { return #"<p class="reason">\#(text)</p>"# }
            return LongText.html(text, style: "reason", label: "Reason")
        }
    }
}
