import Notebook

/// A small change to a solution, as a student's slip would make it. Good checks notice it.
public struct Mutation: Sendable, Equatable {
    /// The answer cell's id.
    public let cell: String
    /// Where it is, in the notebook's file.
    public let position: SourcePosition
    /// What stands there, and what is put in its place.
    public let original: String
    public let replacement: String
    /// The cell's source with the change.
    public let source: String

    /// "`<` becomes `<=`", shortened to one line.
    public var words: String {
        replacement.isEmpty ? "`\(Self.shown(original))` is left out" : "`\(Self.shown(original))` becomes `\(Self.shown(replacement))`"
    }

    private static func shown(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= 60 ? line : line.prefix(59) + "…"
    }
}
