/// A notebook: a Markdown file whose Swift fences are cells.
///
/// `source` is kept as it was read, so that writing an unchanged document gives the same bytes.
public struct NotebookDocument: Sendable {
    /// Where the document came from, as the user wrote it; diagnostics begin with it.
    public let path: String
    /// The whole file, byte for byte.
    public let source: [UInt8]
    /// The settings at the top of the file.
    public let frontMatter: FrontMatter
    /// The document's body in order: prose, cells and text answers.
    public let blocks: [NotebookBlock]
    /// The parameters and their values, once they are bound, in the order of their cell.
    public internal(set) var parameters: [Parameter] = []

    /// The cells, in the order in which they run.
    public var cells: [Cell] {
        blocks.compactMap { if case .cell(let cell) = $0 { cell } else { nil } }
    }

    /// The text answers, in the order of the file.
    public var textAnswers: [TextAnswer] {
        blocks.compactMap { if case .textAnswer(let answer) = $0 { answer } else { nil } }
    }

    public init(path: String, source: [UInt8], frontMatter: FrontMatter, blocks: [NotebookBlock]) {
        self.path = path
        self.source = source
        self.frontMatter = frontMatter
        self.blocks = blocks
    }
}

/// A part of a notebook between whose borders nothing has to be kept together.
public enum NotebookBlock: Sendable {
    case prose(Prose)
    case cell(Cell)
    case textAnswer(TextAnswer)
}
