/// What stands before the lines of an input.
public struct Prompt: Sendable, Equatable {
    /// Before the first line.
    public var first: String
    /// Before the others.
    public var rest: String
    /// How it is shown: the parameters of the terminal's "select graphic rendition", `1;36`; empty for plainly.
    public var style: String

    public init(_ first: String, rest: String, style: String = "") {
        self.first = first
        self.rest = rest
        self.style = style
    }

    func styled(_ text: String) -> String { style.isEmpty ? text : "\u{1B}[\(style)m\(text)\u{1B}[0m" }
}
