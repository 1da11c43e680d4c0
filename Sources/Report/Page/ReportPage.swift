import Digest
import Notebook

/// A report in parts, each of which is one element of its page. A page that follows a notebook swaps those that
/// changed; `html` puts them together.
public struct ReportPage: Sendable {
    /// One element of a page.
    public struct Part: Sendable, Equatable {
        /// Unique in its page, and the same from one version of the notebook to the next.
        public let name: String
        public let html: String
    }

    /// The page's title, as plain text.
    public let title: String
    /// Pictures that the notebook names and the page does not have.
    public private(set) var warnings: [Diagnostic] = []

    /// The language of the prose, as a BCP 47 tag.
    package let language: String
    /// The title with its markup.
    package let heading: HTML
    /// Under which a link finds it; `nil` where no heading of the notebook is the title.
    private let titleID: String?
    private var contentsList: HTML = ""
    private let lines: NotebookLines
    /// The cells' code by its source: highlighting is most of the work.
    private let listings: [String: CodeListing]
    private let problems: ProblemList?
    private let annotations: ReportAnnotations
    private var summary: HTML = ""
    private var provenance: HTML = ""
    /// Prose, cells and problems; empty where one shows nothing.
    private var blocks: [(name: String, html: HTML)] = []

    /// Renders a notebook with pictures from `loadImage`; nothing else is read.
    /// - Parameters:
    ///   - problems: what is wrong with a newer version of the notebook, if that cannot be read.
    ///   - source: that version.
    ///   - annotations: what is said of it from outside, such as points.
    ///   - earlier: a page of an earlier version, whose work is used where it is the same.
    public init(
        _ notebook: ExecutedNotebook, problems: [Diagnostic] = [], in source: [UInt8] = [], annotations: ReportAnnotations = .none,
        after earlier: ReportPage? = nil, loadImage: @escaping ImageLoader
    ) {
        let title = PageTitle(notebook.document)
        var headingIDs = HeadingIDs()
        titleID = title.isHeading ? headingIDs.id(for: title.inlines.plainText) : nil
        var prose = ProseRenderer(
            images: ProseImages(load: loadImage, document: notebook.document), headingIDs: headingIDs,
            headingShift: title.headingShift)
        self.title = title.text
        self.annotations = annotations
        language = notebook.document.frontMatter.language ?? "en"
        lines = NotebookLines(notebook.document)
        self.problems = problems.isEmpty ? nil : ProblemList(diagnostics: problems, lines: NotebookLines(source))
        listings = Dictionary(
            notebook.document.cells.filter(\.options.echo).map { ($0.source, earlier?.listings[$0.source] ?? CodeListing($0)) },
            uniquingKeysWith: { first, _ in first })
        heading = prose.html(title.inlines)
        blocks = rendered(notebook, title.blocks, prose: &prose)
        contentsList = Contents.html(prose.headings)
        warnings = prose.images.warnings
        if let problems = self.problems { insert(problems, in: notebook.document) }
        showSummary(notebook)
    }

    // MARK: Parts

    /// Title and status line.
    public var header: Part {
        Part(name: "header", html: #"<header class="page">\#n<h1\#(titleID.map { #" id="\#($0)""# as HTML })>\#(heading)</h1>\#n\#(summary)\#(points)\#n</header>"# as HTML)
    }

    /// The list of headings; `nil` where there are too few for one.
    public var contents: Part? { contentsList.isEmpty ? nil : Part(name: "contents", html: contentsList) }

    /// The notebook itself: the children of the page's `main` element.
    public var main: [Part] {
        blocks.lazy.filter { !$0.html.isEmpty }.map { Part(name: $0.name, html: $0.html) }
    }

    /// How the report was made.
    public var footer: Part { Part(name: "footer", html: "<footer>\n\(provenance)\n</footer>" as HTML) }

    /// Whether a cell's HTML is shown, in a frame.
    public var hasFrames: Bool { blocks.contains { $0.html.markup.contains("<iframe ") } }

    /// Renders one cell anew, and what the page says of the whole run.
    public mutating func show(_ cell: ExecutedCell, of notebook: ExecutedNotebook) {
        if let index = blocks.firstIndex(where: { $0.name == Self.name(cell.cell) }) {
            blocks[index].html = html(cell, of: notebook)
        }
        showSummary(notebook)
    }

    /// Renders anew what the page says of the whole run.
    public mutating func showSummary(_ notebook: ExecutedNotebook) {
        summary = problems?.summary ?? RunSummary(notebook, annotations).html
        provenance = ProvenanceList.html(notebook)
    }

    // MARK: The whole

    /// The whole file.
    /// - Parameters:
    ///   - script: follows the notebook, where the page is served; a report has none.
    ///   - version: what the script is told.
    ///   - allowsFrames: whether frames may come later.
    public func html(script: PageScript? = nil, version: String = "", allowsFrames: Bool = false) -> String {
        let head = PageHead(title: title, hasFrames: hasFrames || allowsFrames, script: script)
        var shell = PageShell(
            language: language, head: head, skip: "Skip to the notebook", header: HTML(stringLiteral: header.html), contents: contentsList,
            main: main.map { HTML(stringLiteral: $0.html) }.joined(separator: "\n"), footer: HTML(stringLiteral: footer.html))
        shell.script = script?.html(version: version)
        return shell.html.markup
    }

    /// What no part of the page can change, its language, policy and style, as a digest. A page with other ones must be loaded again.
    public func frame(script: PageScript, allowsFrames: Bool) -> String {
        // The policy names the script by its hash, and here the style too.
        let head = PageHead(title: "", hasFrames: hasFrames || allowsFrames, script: script)
        return String(SHA256.hex(of: "\(language) \(PageHead.styleHash) \(head.policy)".utf8).prefix(16))
    }

    // MARK: Blocks

    private static func name(_ cell: Cell) -> String { CellRenderer.anchor(cell) }

    private func html(_ cell: ExecutedCell, of notebook: ExecutedNotebook) -> HTML {
        CellRenderer(
            executed: cell, lines: lines, parameters: notebook.document.parameters, listing: listings[cell.cell.source],
            annotations: annotations.cells[cell.cell.id] ?? []
        ).html()
    }

    /// What is said of the whole from outside.
    private var points: HTML? { annotations.summary.map { "\n" + AnnotationBox.html($0, label: "Summary: \($0.title)") } }

    private func rendered(
        _ notebook: ExecutedNotebook, _ blocks: [NotebookBlock], prose: inout ProseRenderer
    ) -> [(name: String, html: HTML)] {
        let executed = Dictionary(notebook.cells.map { ($0.cell.ordinal, $0) }, uniquingKeysWith: { first, _ in first })
        // There is one stretch of prose at most between two cells or answers.
        var above = "top"
        return blocks.map { block in
            switch block {
            case .prose(let stretch):
                return ("below \(above)", stretch.blocks.isEmpty ? "" : "<div class=\"prose\">\n\(prose.html(stretch.blocks))\n</div>")
            case .textAnswer(let answer):
                above = "answer-\(answer.id)"
                prose.showsHTML = true
                defer { prose.showsHTML = false }
                return (above, "<div class=\"prose\">\n\(prose.html(answer.prose.blocks))\n</div>")
            case .cell(let cell):
                above = Self.name(cell)
                // A run that ended early has no word about the cells behind its end.
                let cell = executed[cell.ordinal] ?? ExecutedCell(cell: cell, outcome: .skipped(reason: "the run ended before this cell"))
                return (above, html(cell, of: notebook))
            }
        }
    }

    private mutating func insert(_ problems: ProblemList, in document: NotebookDocument) {
        let above = document.cells.prefix(problems.cellsAbove(in: document)).last
        let index = above.flatMap { cell in blocks.firstIndex { $0.name == Self.name(cell) } }.map { $0 + 1 } ?? 0
        blocks.insert((ProblemList.anchor, problems.html), at: index)
    }
}

extension ReportPage.Part {
    fileprivate init(name: String, html: HTML) { self.init(name: name, html: html.markup) }
}
