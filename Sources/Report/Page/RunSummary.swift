import Notebook

/// How a run went, in numbers and in words.
struct RunSummary {
    private let run: Int
    private let failed: [ExecutedCell]
    private let skipped: [ExecutedCell]
    private let duration: Double

    init(_ notebook: ExecutedNotebook) {
        failed = notebook.cells.filter { $0.outcome == .failed }
        skipped = notebook.cells.filter { if case .skipped = $0.outcome { true } else { false } }
        run = notebook.cells.count { $0.outcome == .finished || $0.outcome == .failedAsExpected || $0.outcome == .failed }
        duration = notebook.duration
    }

    private var isGood: Bool { failed.isEmpty && skipped.isEmpty }

    var html: HTML {
        let words: HTML
        switch (isGood, run) {
        case (true, 0): words = "No cell was run."
        case (true, _): words = "Every cell did what it should."
        case (false, _) where failed.isEmpty: words = "Not every cell was run."
        case (false, _): words = failed.count == 1 ? "One cell failed." : "\(failed.count) cells failed."
        }
        var parts: [HTML] = [run == 1 ? "1 cell run" : "\(run) cells run"]
        if !failed.isEmpty { parts.append("\(failed.count) failed: \(links(failed))") }
        if !skipped.isEmpty { parts.append("\(skipped.count) skipped: \(links(skipped))") }
        parts.append(HTML(text: DurationText.text(duration)))
        let style: HTML = isGood ? "good" : "bad"
        let mark: HTML = isGood ? "✓" : "✗"
        return #"<p class="run \#(style)"><strong><span aria-hidden="true">\#(mark) </span>\#(words)</strong> \#(parts.joined(separator: " · "))</p>"#
    }

    private func links(_ cells: [ExecutedCell]) -> HTML {
        cells.map { executed -> HTML in
            ##"<a href="#\##(CellRenderer.anchor(executed.cell))">\##(executed.cell.id)</a>"##
        }.joined(separator: ", ")
    }
}
