/// A block of Markdown: CommonMark's, and GitHub's tables.
public indirect enum MarkdownBlock: Sendable, Equatable {
    /// `# Title`; the level counts from 1 to 6.
    case heading(level: Int, [MarkdownInline])
    case paragraph([MarkdownInline])
    case list(MarkdownList)
    case quote([MarkdownBlock])
    /// A listing in any language but a cell's; the info string's first word names it, if any.
    case code(language: String?, String)
    case thematicBreak
    /// HTML as the author wrote it. It is not checked: whoever shows it does that.
    case html(String)
    case table(MarkdownTable)
}
