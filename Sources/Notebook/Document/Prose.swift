/// A stretch of Markdown between cells, as a tree.
public struct Prose: Sendable {
    /// The blocks of the stretch; see `MarkdownBlock`.
    public let blocks: [MarkdownBlock]

    public init(blocks: [MarkdownBlock]) { self.blocks = blocks }
}
