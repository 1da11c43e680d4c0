/// Markdown that is no notebook: what a cell shows, what a teacher remarks.
public enum Markdown {
    /// The blocks of a text; fences of any language are listings.
    public static func parse(_ text: String) -> [MarkdownBlock] {
        var builder = BlockBuilder(lines: SourceText(text, path: "").lines, cellReader: nil)
        return builder.pieces().compactMap { if case .block(let block) = $0 { block } else { nil } }
    }
}
