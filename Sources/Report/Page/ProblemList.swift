import Notebook

/// What keeps a notebook's file from being read, where it is followed: the page shows it in its place, amid the
/// notebook as it was before.
struct ProblemList {
    let diagnostics: [Diagnostic]
    /// The file that cannot be read, to quote from.
    let lines: NotebookLines

    static let anchor = "problem"

    var html: HTML {
        let list = DiagnosticList.html(diagnostics, lines: lines)
        return """
            <section class="problem" id="\(Self.anchor)" aria-label="Mistakes in the notebook">
            \(list)
            </section>
            """
    }

    /// Says it in the page's head.
    var summary: HTML {
        let count = diagnostics.count == 1 ? "a mistake" : "\(diagnostics.count) mistakes"
        return ##"<p class="run bad"><strong><span aria-hidden="true">✗ </span>The notebook has \##(count).</strong> <a href="#\##(Self.anchor)">See where</a> · shown as it was before</p>"##
    }

    /// How many of the notebook's cells, as it was before, begin above the first mistake.
    func cellsAbove(in document: NotebookDocument) -> Int {
        let first = diagnostics.compactMap(\.position).min()?.line ?? 0
        // A fence's mark is part of its cell.
        return document.cells.prefix { $0.firstLine - 1 <= first }.count
    }
}
