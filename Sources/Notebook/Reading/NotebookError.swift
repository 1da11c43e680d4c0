/// Why a file could not be read as a notebook: everything that was found wrong with it, in the order
/// of the file.
public struct NotebookError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// There is no text to read, or the text holds no cell (exit code 66).
        case noNotebook
        /// A notebook, with mistakes in its settings, options or fences (exit code 1).
        case mistakes
    }

    public var kind: Kind
    /// Never empty.
    public var diagnostics: [Diagnostic]

    public init(_ kind: Kind, _ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "an error without a diagnostic says nothing")
        self.kind = kind
        self.diagnostics = diagnostics
    }

    /// One line a diagnostic.
    public var description: String {
        diagnostics.map(\.description).joined(separator: "\n")
    }
}
