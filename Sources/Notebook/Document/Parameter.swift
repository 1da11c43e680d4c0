/// A value of a parameter cell, as one run of the notebook has it.
public struct Parameter: Sendable, Equatable {
    /// Where a value came from; a later case wins over an earlier one.
    public enum Origin: String, Sendable, Codable {
        /// The parameter cell's own initialiser.
        case cell = "the cell"
        /// The front matter's `parameters`.
        case frontMatter = "the front matter"
        /// `--set name=value`.
        case commandLine = "--set"
    }

    public var name: String
    /// The Swift type: `Int`, `[Double]`.
    public var type: String
    /// The value as a Swift literal.
    public var value: String
    public var origin: Origin
    /// What the cell itself has, as it is written there.
    public var defaultValue: String

    public init(name: String, type: String, value: String, origin: Origin, defaultValue: String) {
        self.name = name
        self.type = type
        self.value = value
        self.origin = origin
        self.defaultValue = defaultValue
    }

    /// `5 (--set; the cell has 3)`.
    public var summary: String {
        origin == .cell ? "\(value) (from the cell)" : "\(value) (from \(origin.rawValue); the cell has \(defaultValue))"
    }
}

extension Cell {
    /// A literal that stands in the place of an initialiser when the cell is compiled; `source` stays as its
    /// author wrote it.
    public struct Substitution: Sendable, Equatable {
        /// Where the initialiser begins in `code`, in bytes of UTF-8.
        public var offset: Int
        /// How many bytes it takes.
        public var length: Int
        /// A Swift literal on one line.
        public var literal: String

        public init(offset: Int, length: Int, literal: String) {
            self.offset = offset
            self.length = length
            self.literal = literal
        }
    }
}

extension NotebookDocument {
    /// The document with its parameters known: `substitutions` go into the cell with the id `cell`.
    public func with(_ parameters: [Parameter], substitutions: [Cell.Substitution], inCell id: String) -> NotebookDocument {
        var blocks = blocks
        for index in blocks.indices {
            guard case .cell(var cell) = blocks[index], cell.id == id else { continue }
            cell.substitutions = substitutions
            blocks[index] = .cell(cell)
        }
        var document = NotebookDocument(path: path, source: source, frontMatter: frontMatter, blocks: blocks)
        document.parameters = parameters
        return document
    }
}
