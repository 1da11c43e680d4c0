import Notebook

/// A page's one title: the front matter's, or the notebook's first heading where it opens the notebook,
/// or else the file's name.
struct PageTitle {
    let text: String
    /// The title's words with their markup, where it was a heading.
    let inlines: [MarkdownInline]
    /// Whether it stands in the notebook as a heading, to which its links may lead.
    let isHeading: Bool
    /// The notebook's blocks without the heading that became the title.
    let blocks: [NotebookBlock]

    init(_ document: NotebookDocument) {
        var rest = document.blocks
        var heading: [MarkdownInline]?
        if case .prose(let prose) = rest.first, case .heading(_, let inlines) = prose.blocks.first {
            let isTitle = document.frontMatter.title.map { $0 == inlines.plainText } ?? true
            if isTitle {
                heading = inlines
                rest[0] = .prose(Prose(blocks: Array(prose.blocks.dropFirst())))
            }
        }
        text = document.frontMatter.title ?? heading?.plainText ?? Self.fileName(document.path)
        isHeading = heading != nil
        inlines = heading ?? [.text(text)]
        blocks = rest
    }

    private static func fileName(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "Notebook")
    }

    /// How far the other headings move down, so that none stands beside the title.
    var headingShift: Int {
        let hasFirstLevel = blocks.contains { block in
            guard case .prose(let prose) = block else { return false }
            return prose.blocks.contains { if case .heading(1, _) = $0 { true } else { false } }
        }
        return hasFirstLevel ? 1 : 0
    }
}
