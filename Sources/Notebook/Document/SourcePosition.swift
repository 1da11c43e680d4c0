/// A place in a notebook's file.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// Counted from 1.
    public var line: Int
    /// Counted from 1 in characters, as editors count: a character of several bytes is one.
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}
