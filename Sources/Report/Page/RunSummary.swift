import Notebook

/// How a run went, in numbers and in words.
struct RunSummary {
    private let run: Int
    private let failed: [ExecutedCell]
    /// They say themselves that they are not done yet.
    private let unfinishedCells: [ExecutedCell]
    private let skipped: [ExecutedCell]
    private let running: [ExecutedCell]
    /// Checks that do not pass, which need not have failed as cells.
    private let missed: [ExecutedCell]
    private let waiting: Int
    private let duration: Double

    init(_ notebook: ExecutedNotebook, _ annotations: ReportAnnotations = .none) {
        let settled = notebook.cells.filter { $0.progress == .settled }
        failed = settled.filter { $0.outcome == .failed && !$0.isNotDone }
        unfinishedCells = settled.filter(\.isNotDone)
        skipped = settled.filter { if case .skipped = $0.outcome { true } else { false } }
        missed = settled.filter { $0.outcome == .finished && annotations.cells[$0.cell.id, default: []].contains { $0.status == .failed } }
        run = settled.count { $0.outcome == .finished || $0.outcome == .failedAsExpected || $0.outcome == .failed }
        running = notebook.cells.filter { $0.progress == .running }
        waiting = notebook.cells.count { $0.progress == .waiting }
        duration = notebook.duration
    }

    private var isGood: Bool { failed.isEmpty && missed.isEmpty && skipped.isEmpty && unfinishedCells.isEmpty }

    var html: HTML {
        guard running.isEmpty, waiting == 0 else { return unfinished }
        let words: HTML
        switch (isGood, run) {
        case (true, 0): words = "No cell was run."
        case (true, _): words = "Every cell did what it should."
        case (false, _) where failed.isEmpty && !missed.isEmpty: words = missed.count == 1 ? "One check does not pass yet." : "\(missed.count) checks do not pass yet."
        case (false, _) where failed.isEmpty && !unfinishedCells.isEmpty: words = "Not everything is done yet."
        case (false, _) where failed.isEmpty: words = "Not every cell was run."
        case (false, _): words = failed.count == 1 ? "One cell failed." : "\(failed.count) cells failed."
        }
        let parts = counts + [HTML(text: DurationText.text(duration))]
        // Work that is still to be done is no mistake.
        if failed.isEmpty, missed.isEmpty, !unfinishedCells.isEmpty {
            return #"<p class="run"><strong>\#(words)</strong> \#(parts.joined(separator: " · "))</p>"#
        }
        let style: HTML = isGood ? "good" : "bad"
        let mark: HTML = isGood ? "✓" : "✗"
        return #"<p class="run \#(style)"><strong><span aria-hidden="true">\#(mark) </span>\#(words)</strong> \#(parts.joined(separator: " · "))</p>"#
    }

    private var counts: [HTML] {
        var parts: [HTML] = [run == 1 ? "1 cell run" : "\(run) cells run"]
        if !failed.isEmpty { parts.append("\(failed.count) failed: \(links(failed))") }
        if !missed.isEmpty { parts.append("\(missed.count) not passed: \(links(missed))") }
        if !unfinishedCells.isEmpty { parts.append("\(unfinishedCells.count) not done yet: \(links(unfinishedCells))") }
        if !skipped.isEmpty { parts.append("\(skipped.count) skipped: \(links(skipped))") }
        return parts
    }

    /// Of a run that is going on; how long it has taken is for its end.
    private var unfinished: HTML {
        let words: HTML = running.isEmpty ? "Waiting to run." : "Running \(links(running))."
        let parts = counts + (waiting == 0 ? [] : ["\(waiting) waiting"])
        return #"<p class="run"><strong>\#(words)</strong> \#(parts.joined(separator: " · "))</p>"#
    }

    private func links(_ cells: [ExecutedCell]) -> HTML {
        cells.map { executed -> HTML in
            ##"<a href="#\##(CellRenderer.anchor(executed.cell))">\##(executed.cell.id)</a>"##
        }.joined(separator: ", ")
    }
}
