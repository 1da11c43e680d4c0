import Notebook

/// Renders a cell: its code, what the compiler said, what it put out.
struct CellRenderer {
    let executed: ExecutedCell
    let lines: NotebookLines
    /// The notebook's parameters, as this run has them.
    var parameters: [Parameter] = []
    /// The cell's code, where that has been highlighted before.
    var listing: CodeListing?
    /// What is said of it from outside.
    var annotations: [Annotation] = []

    /// What the page calls the cell; no heading's name has a full stop in it.
    static func anchor(_ cell: Cell) -> String { "cell.\(cell.id)" }

    func html() -> HTML {
        let cell = executed.cell
        var outputs = OutputRenderer(cell, lines: lines)
        let shown = outputs.html(executed.outputs)
        let messages = DiagnosticList.html(executed.diagnostics, lines: lines)
        // A cell that shows only what it put out needs no words about itself.
        let hasHead = cell.options.echo || !executed.outcome.isAsExpected || executed.progress != .settled
        let outputStyle: HTML = executed.hasOldOutputs ? "outputs old" : "outputs"
        let parts: [HTML?] = [
            hasHead ? head : nil,
            cell.options.echo ? code : nil,
            values,
            messages,
            reason,
            shown.isEmpty ? nil : "<div class=\"\(outputStyle)\">\n\(shown)\n</div>",
            AnnotationBox.html(annotations, of: cell.id),
        ]
        let content = parts.compactMap { $0 }.joined(separator: "\n")
        guard !content.isEmpty else { return "" }
        return """
            <section class="cell \(style)" id="\(Self.anchor(cell))" aria-label="Cell \(cell.id), \(status)">
            \(content)
            </section>
            """
    }

    private var head: HTML {
        let id = executed.cell.id
        let time: HTML? = executed.duration.map { #"<span class="time">\#(DurationText.text($0))</span>"# }
        // What went well needs no words for the eye; the section's label has them.
        let word: HTML? = executed.outcome == .finished && executed.progress == .settled ? nil : #"<span class="status">\#(status)</span>"#
        return ##"<header><a class="id" href="#\##(Self.anchor(executed.cell))">\##(id)</a>\##(word)\##(time)</header>"##
    }

    private var code: HTML {
        let cell = executed.cell
        let listing = listing ?? CodeListing(cell)
        guard !listing.text.isEmpty else { return "" }
        let pre = ScrollBox.pre("<code>\(listing.html(firstLine: cell.firstLine))</code>", text: listing.text, style: "code", label: "Code of \(cell.id)")
        guard cell.options.fold else { return pre }
        let count = listing.text.split(separator: "\n", omittingEmptySubsequences: false).count
        return #"<details class="fold"><summary>Code (\#(count == 1 ? "1 line" : "\(count) lines"))</summary>\#(pre)</details>"#
    }

    /// What was set from outside: the code beside it has other values.
    private var values: HTML? {
        let set = executed.cell.options.holdsParameters ? parameters.filter { $0.origin != .cell } : []
        guard !set.isEmpty else { return nil }
        let list = set.map { parameter -> HTML in
            "<code>\(parameter.name) = \(parameter.value)</code> (from \(HTML.keepingOptions(parameter.origin.rawValue)))"
        }
        return #"<p class="parameters"><strong>Set for this run:</strong> \#(list.joined(separator: ", "))</p>"#
    }

    private var reason: HTML? {
        guard executed.progress == .settled, case .skipped(let reason) = executed.outcome else { return nil }
        return #"<p class="skipped-reason"><strong>Not run:</strong> \#(reason)</p>"#
    }

    private var status: String {
        switch executed.progress {
        case .settled: outcome
        case .waiting: "waiting"
        case .running: "running"
        }
    }

    private var outcome: String {
        switch executed.outcome {
        case .finished: "finished"
        case .failedAsExpected: "failed, as expected"
        case .failed: executed.isNotDone ? "not done yet" : "failed"
        case .skipped: "skipped"
        case .notEvaluated: "not run"
        }
    }

    private var style: HTML {
        switch executed.progress {
        case .settled: outcomeStyle
        case .waiting: "waiting"
        case .running: "running"
        }
    }

    private var outcomeStyle: HTML {
        switch executed.outcome {
        case .finished: "finished"
        case .failedAsExpected: "expected"
        case .failed: executed.isNotDone ? "unfinished" : "failed"
        case .skipped: "skipped"
        case .notEvaluated: "unevaluated"
        }
    }
}
