import Notebook

/// Puts a report together.
struct ReportPage {
    let html: HTML
    let warnings: [Diagnostic]

    init(_ notebook: ExecutedNotebook, loadImage: @escaping ImageLoader) {
        let title = PageTitle(notebook.document)
        var prose = ProseRenderer(
            images: ProseImages(load: loadImage, document: notebook.document), headingIDs: HeadingIDs(),
            headingShift: title.headingShift)
        let heading = prose.html(title.inlines)
        let body = Self.body(notebook, blocks: title.blocks, prose: &prose)
        let head = PageHead(title: title.text, hasFrames: body.markup.contains("<iframe "))
        let contents = Contents.html(prose.headings)
        html = """
            <!doctype html>
            <html lang="\(notebook.document.frontMatter.language ?? "en")">
            <head>
            \(head.html)
            </head>
            <body id="top">
            <a class="skip" href="#main">Skip to the notebook</a>
            <header class="page">
            <h1>\(heading)</h1>
            \(RunSummary(notebook).html)
            </header>
            \(contents)
            <main id="main" tabindex="-1">
            \(body)
            </main>
            <footer>
            \(ProvenanceList.html(notebook))
            </footer>
            </body>
            </html>

            """
        warnings = prose.images.warnings
    }

    private static func body(_ notebook: ExecutedNotebook, blocks: [NotebookBlock], prose: inout ProseRenderer) -> HTML {
        let lines = NotebookLines(notebook.document)
        let executed = Dictionary(notebook.cells.map { ($0.cell.ordinal, $0) }, uniquingKeysWith: { first, _ in first })
        return blocks.map { block -> HTML in
            switch block {
            case .prose(let stretch):
                return stretch.blocks.isEmpty ? "" : "<div class=\"prose\">\n\(prose.html(stretch.blocks))\n</div>"
            case .cell(let cell):
                // A run that ended early has no word about the cells behind its end.
                let cell = executed[cell.ordinal] ?? ExecutedCell(cell: cell, outcome: .skipped(reason: "the run ended before this cell"))
                return CellRenderer(executed: cell, lines: lines, parameters: notebook.document.parameters).html()
            }
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
