import Notebook

/// Renders what a cell put out. All of it is untrusted.
struct OutputRenderer {
    let options: CellOptions
    let cellID: String
    let lines: NotebookLines
    /// The cell's `caption` and `alt` are for its first picture or table.
    private var isCaptionUsed = false

    init(_ cell: Cell, lines: NotebookLines) {
        options = cell.options
        cellID = cell.id
        self.lines = lines
    }

    /// The outputs in order. Where the cell asks for no output, its errors are shown still.
    mutating func html(_ outputs: [Output]) -> HTML {
        let shown = outputs.filter { output in
            if case .error = output { return true }
            return options.output
        }
        var html = shown.map { self.html($0) }.joined(separator: "\n")
        if options.output, !isCaptionUsed, let caption = options.caption, !html.isEmpty {
            html += #"<p class="caption">\#(caption)</p>"#
        }
        return html
    }

    private mutating func html(_ output: Output) -> HTML {
        switch output {
        case .stream(.stdout, let text):
            return LongText.html(TerminalText.shown(text), style: "stream", label: "Output of \(cellID)")
        case .stream(.stderr, let text):
            let text = LongText.html(TerminalText.shown(text), style: "stream", label: "Standard error of \(cellID)")
            return #"<div class="stderr"><p class="label">Standard error</p>\#(text)</div>"#
        case .displayData(let bundle), .executeResult(let bundle): return html(bundle)
        case .error(let failure): return FailureBox.html(failure, lines: lines)
        case .omitted(let bytes):
            return #"<p class="omitted">\#(ByteCount.text(bytes)) of further output are not shown: the cell put out more than is kept.</p>"#
        }
    }

    private mutating func html(_ bundle: MediaBundle) -> HTML {
        let content = BundleRenderer(
            bundle: bundle, alternativeText: isCaptionUsed ? nil : options.alt, label: "Result of \(cellID)").html()
        guard content.isFigure, !isCaptionUsed else { return content.html }
        isCaptionUsed = true
        guard let caption = options.caption else { return content.html }
        return "<figure>\n\(content.html)\n<figcaption>\(caption)</figcaption>\n</figure>"
    }
}
