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
    /// Named values that a command line may override, as written.
    public var parameters: [String: String] = [:]

    public init() {}
}

extension NotebookDocument {
    /// Where a top-level setting stands in the front matter; `nil` if it is not there.
    public func position(ofSetting name: String) -> SourcePosition? {
        let lines = String(decoding: source, as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let settings = lines.enumerated().dropFirst().prefix { $0.element != "---" }
        return settings.first { $0.element.hasPrefix("\(name):") }.map { SourcePosition(line: $0.offset + 1, column: 1) }
    }
}
