/// A Swift fence of a notebook: what runs, and how.
public struct Cell: Sendable {
    /// Unique in its notebook: the `id` option, or `cell-<ordinal>` where there is none.
    public let id: String
    /// Counted from 1 over the notebook's cells.
    public let ordinal: Int
    /// What the `//|` lines at the top of the cell ask for.
    public let options: CellOptions
    /// The fence's content, option lines included, with the fence's own indentation taken off every
    /// line and a line feed at the end of each.
    public let source: String
    /// The line of the file on which `source` begins.
    public let firstLine: Int
    /// For each line of `source`, how many characters of the file's line were taken off its front
    /// (indentation, a list item's or a block quote's marks).
    public let removedColumns: [Int]
    /// For each line of `source`, the line of the file, where a cell is put together of several; 0 for lines that are of none.
    /// `nil` where one line follows the other from `firstLine` on.
    public let lineNumbers: [Int]?
    /// Values of parameters that are set for this run, in the order of the source.
    public internal(set) var substitutions: [Substitution] = []

    public init(
        id: String, ordinal: Int, options: CellOptions, source: String, firstLine: Int, removedColumns: [Int],
        lineNumbers: [Int]? = nil
    ) {
        self.id = id
        self.ordinal = ordinal
        self.options = options
        self.source = source
        self.firstLine = firstLine
        self.removedColumns = removedColumns
        self.lineNumbers = lineNumbers
    }

    /// The place in the notebook's file of a place in `source`, whose line and column (in characters)
    /// count from 1.
    public func position(line: Int, column: Int) -> SourcePosition {
        let removed = removedColumns.indices.contains(line - 1) ? removedColumns[line - 1] : 0
        let place = lineNumbers.map { $0.indices.contains(line - 1) ? $0[line - 1] : 0 } ?? firstLine + line - 1
        return SourcePosition(line: place, column: column + removed)
    }

    /// What the compiler gets: `source` with its option lines empty, so that another caption compiles nothing.
    public var code: String {
        var isOption = true
        return source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            isOption = isOption && line.hasPrefix("//|")
            return isOption ? "" : line
        }.joined(separator: "\n")
    }

    /// The code that readers see: `source` without its option lines.
    public var visibleSource: String {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0.hasPrefix("//|") }.joined(separator: "\n")
    }
}
