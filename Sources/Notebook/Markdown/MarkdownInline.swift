/// A piece of running text: CommonMark's, and GitHub's strikethrough and math.
public indirect enum MarkdownInline: Sendable, Equatable {
    case text(String)
    case emphasis([MarkdownInline])
    case strong([MarkdownInline])
    /// `~~gone~~`
    case strikethrough([MarkdownInline])
    case code(String)
    /// `$…$`, or `$$…$$` on display; the source between the dollars.
    case math(String, display: Bool)
    case link(destination: String, title: String?, [MarkdownInline])
    /// A picture; the words stand for it where it cannot be seen. A local source is relative to the
    /// notebook's own folder.
    case image(source: String, title: String?, alternativeText: String)
    /// One tag or comment as the author wrote it. It is not checked: whoever shows it does that.
    case html(String)
    /// A line's end in the source.
    case softBreak
    /// A line's end that is meant.
    case hardBreak
}

extension MarkdownInline {
    /// The words without their markup.
    public var plainText: String {
        switch self {
        case .text(let text), .code(let text), .math(let text, _): text
        case .emphasis(let inlines), .strong(let inlines), .strikethrough(let inlines), .link(_, _, let inlines):
            inlines.plainText
        case .image(_, _, let alternativeText): alternativeText
        case .html: ""
        case .softBreak, .hardBreak: " "
        }
    }
}

extension [MarkdownInline] {
    /// The words without their markup.
    public var plainText: String { map(\.plainText).joined() }
}
