/// The list of a page's headings, nested as they are.
enum Contents {
    /// Deeper headings are left out: a list of everything is no help.
    private static let deepest = 3

    static func html(_ headings: [ProseRenderer.Heading]) -> HTML {
        let shown = headings.filter { $0.level <= deepest }
        guard shown.count >= 2 else { return "" }
        var rest = shown[...]
        let list = self.list(&rest, level: shown.map(\.level).min() ?? 2)
        return #"<nav id="contents" aria-label="Contents"><p class="label">Contents</p>\#n\#(list)\#n</nav>"#
    }

    private static func list(_ rest: inout ArraySlice<ProseRenderer.Heading>, level: Int) -> HTML {
        var items: HTML = ""
        while let heading = rest.first, heading.level >= level {
            rest.removeFirst()
            var item: HTML = ##"<a href="#\##(heading.id)">\##(heading.text)</a>"##
            if let next = rest.first, next.level > level, next.level > heading.level {
                item += "\n" + list(&rest, level: next.level)
            }
            items += "<li>\(item)</li>\n"
        }
        return "<ol>\n\(items)</ol>"
    }
}
