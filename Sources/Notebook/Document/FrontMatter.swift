/// The YAML between the `---` lines at the top of a notebook.
public struct FrontMatter: Sendable, Equatable {
    public var title: String?
    /// The language of the prose, as a BCP 47 tag; `nil` for English.
    public var language: String?
    /// Library products of the notebook's package that its cells may import.
    public var libraries: [String] = []
    /// The assignment that the notebook belongs to.
    public var assignment: String?
    /// What every library that draws random numbers starts from.
    public var seed: UInt64?
    /// The most seconds that one cell may run.
    public var timeout: Double?
    /// The most seconds that all cells together may run.
    public var totalTimeout: Double?
    /// Whether cells are compiled with optimisation.
    public var optimize = true
    /// Values of parameters, by name, as text; a list as `[a, "b"]`.
    public var parameters: [String: String] = [:]

    public init() {}
}

extension NotebookDocument {
    /// Where a top-level setting stands in the front matter; `nil` if it is not there.
    public func position(ofSetting name: String) -> SourcePosition? {
        let lines = String(decoding: source, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
        let settings = lines.enumerated().dropFirst().prefix { $0.element != "---" }
        return settings.first { $0.element.hasPrefix("\(name):") }.map { SourcePosition(line: $0.offset + 1, column: 1) }
    }
    /// Where a parameter is set in the front matter, as well as a look at its lines can tell.
    public func position(ofParameter name: String) -> SourcePosition? {
        guard let start = position(ofSetting: "parameters") else { return nil }
        let lines = String(decoding: source, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
        let below = lines.enumerated().dropFirst(start.line).prefix { $0.element.first?.isWhitespace == true || $0.element.isEmpty }
        for line in below {
            let text = line.element.drop(while: \.isWhitespace)
            if ["\(name):", "'\(name)':", "\"\(name)\":"].contains(where: text.hasPrefix) {
                return SourcePosition(line: line.offset + 1, column: line.element.count - text.count + 1)
            }
        }
        return start
    }
}
