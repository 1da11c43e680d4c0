/// A table as GitHub writes them.
public struct MarkdownTable: Sendable, Equatable {
    public enum Alignment: Sendable, Equatable { case none, left, center, right }

    /// One a column.
    public var alignments: [Alignment]
    /// One a column.
    public var header: [[MarkdownInline]]
    /// Row by row, each with one cell a column: short rows are filled up, long ones cut, as on GitHub.
    public var rows: [[[MarkdownInline]]]

    public init(alignments: [Alignment], header: [[MarkdownInline]], rows: [[[MarkdownInline]]]) {
        self.alignments = alignments
        self.header = header
        self.rows = rows
    }
}
