import Notebook

/// Renders Markdown as HTML: a notebook's prose, or what a cell shows.
struct ProseRenderer {
    /// How far headings are moved down, so that the page's title stays the only first one.
    var headingShift = 0
    /// Gives headings the names that links point to; `nil` for text whose headings are not the page's.
    var headingIDs: HeadingIDs?
    /// The headings that were rendered with names, in order.
    private(set) var headings: [Heading] = []
    /// Whether raw HTML stands as the text that it is, for those who write `a<b and c>d` and mean it; comments are left out.
    var showsHTML = false
    var images: ProseImages
    private var sanitizer = HTMLSanitizer()

    struct Heading: Equatable {
        var level: Int
        var id: String
        var text: String
    }

    init(images: ProseImages, headingIDs: HeadingIDs? = nil, headingShift: Int = 0) {
        self.images = images
        self.headingIDs = headingIDs
        self.headingShift = headingShift
    }

    /// A stretch of blocks; what its raw HTML left open is closed at its end.
    mutating func html(_ blocks: [MarkdownBlock]) -> HTML {
        contained { renderer in blocks.map { renderer.html($0) }.joined(separator: "\n") }
    }

    mutating func html(_ inlines: [MarkdownInline]) -> HTML {
        contained { renderer in inlines.map { renderer.html($0) }.joined() }
    }

    /// Keeps raw HTML inside the element that is being written.
    private mutating func contained(_ content: (inout ProseRenderer) -> HTML) -> HTML {
        sanitizer.enter()
        let html = content(&self)
        return html + sanitizer.leave()
    }

    private mutating func html(_ block: MarkdownBlock) -> HTML {
        switch block {
        case .heading(let level, let inlines): return heading(level, inlines)
        case .paragraph(let inlines): return "<p>\(html(inlines))</p>"
        case .quote(let blocks): return "<blockquote>\n\(html(blocks))\n</blockquote>"
        case .thematicBreak: return "<hr>"
        case .html(let source): return showsHTML ? asText(source).map { "<p>\($0)</p>" } ?? "" : sanitized(source)
        case .table(let table): return html(table)
        case .list(let list): return html(list)
        case .code(let language, let text):
            let label = language.map { "Listing, \($0)" } ?? "Listing"
            return ScrollBox.pre("<code>\(text.hasSuffix("\n") ? String(text.dropLast()) : text)</code>", text: text, style: "listing", label: label)
        }
    }

    private mutating func heading(_ level: Int, _ inlines: [MarkdownInline]) -> HTML {
        let level = min(level + headingShift, 6)
        let content = html(inlines)
        guard let id = headingIDs?.id(for: inlines.plainText) else { return "<h\(level)>\(content)</h\(level)>" }
        headings.append(Heading(level: level, id: id, text: inlines.plainText))
        return #"<h\#(level) id="\#(id)">\#(content)</h\#(level)>"#
    }

    private mutating func html(_ list: MarkdownList) -> HTML {
        let items = list.items.map { item -> HTML in
            let mark: HTML? = item.isDone.map {
                $0 ? #"<span role="img" aria-label="done">☑</span> "# : #"<span role="img" aria-label="to do">☐</span> "#
            }
            let content = contained { renderer in
                item.blocks.enumerated().map { index, block in
                    let mark = index == 0 ? mark : nil
                    // The mark stands on the first line of the item's text.
                    guard case .paragraph(let inlines) = block else { return (mark ?? "") + renderer.html(block) }
                    let text = (mark ?? "") + renderer.html(inlines)
                    return list.isTight ? text : "<p>\(text)</p>"
                }.joined(separator: "\n")
            }
            if item.isContinuation { return #"<li class="continued">\#(content)</li>"# }
            guard let mark else { return "<li>\(content)</li>" }
            return item.blocks.isEmpty ? #"<li class="task">\#(mark)</li>"# : #"<li class="task">\#(content)</li>"#
        }.joined(separator: "\n")
        guard let start = list.start else { return "<ul>\n\(items)\n</ul>" }
        return start == 1 ? "<ol>\n\(items)\n</ol>" : #"<ol start="\#(start)">\#n\#(items)\#n</ol>"#
    }

    private mutating func html(_ table: MarkdownTable) -> HTML {
        func row(_ cells: [[MarkdownInline]], _ element: HTML, scope: HTML, _ renderer: inout ProseRenderer) -> HTML {
            let cells = zip(cells, table.alignments).map { cell, alignment -> HTML in
                let style: HTML
                switch alignment {
                case .none: style = ""
                case .left: style = #" class="left""#
                case .center: style = #" class="center""#
                case .right: style = #" class="right""#
                }
                return "<\(element)\(scope)\(style)>\(renderer.html(cell))</\(element)>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let header = row(table.header, "th", scope: #" scope="col""#, &self)
        let rows = table.rows.map { row($0, "td", scope: "", &self) }
        let body: HTML = rows.isEmpty ? "" : "\n<tbody>\n\(rows.joined(separator: "\n"))\n</tbody>"
        return ScrollBox.region("<table>\n<thead>\n\(header)\n</thead>\(body)\n</table>", style: "table", label: "Table")
    }

    private mutating func html(_ inline: MarkdownInline) -> HTML {
        switch inline {
        case .text(let text): return HTML(text: text)
        case .softBreak: return "\n"
        case .hardBreak: return "<br>\n"
        case .code(let text): return "<code>\(text)</code>"
        case .math(let text, let display):
            return display ? #"<span class="math display">\#(Self.trimmed(text))</span>"# : #"<span class="math">\#(text)</span>"#
        case .emphasis(let inlines): return "<em>\(html(inlines))</em>"
        case .strong(let inlines): return "<strong>\(html(inlines))</strong>"
        case .strikethrough(let inlines): return "<del>\(html(inlines))</del>"
        case .html(let source): return showsHTML ? asText(source) ?? "" : sanitized(source)
        case .image(let source, let title, let text): return images.html(RawImage(source: source, alternativeText: text, title: title))
        case .link(let destination, let title, let inlines):
            let content = html(inlines)
            guard let href = LinkPolicy.href(destination) else { return content }
            let title: HTML? = title.map { #" title="\#($0)""# }
            return #"<a href="\#(href)" rel="noreferrer noopener"\#(title)>\#(content)</a>"#
        }
    }

    /// Display math usually stands on lines of its own, between lines with dollars.
    private static func trimmed(_ text: String) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private func asText(_ source: String) -> HTML? {
        source.trimmingPrefix(while: \.isWhitespace).hasPrefix("<!--") ? nil : HTML(text: source)
    }

    private mutating func sanitized(_ source: String) -> HTML {
        sanitizer.sanitize(source) { images.html($0) }
    }
}
