/// Reads the YAML between the `---` lines at the very top of a notebook.
struct FrontMatterReader {
    static let known = [
        "title", "lang", "libraries", "assignment", "seed", "timeout", "total-timeout", "optimize", "parameters",
    ]

    private(set) var frontMatter = FrontMatter()
    private(set) var diagnostics: [Diagnostic] = []
    /// How many lines the front matter takes, its `---` lines included.
    private(set) var lineCount = 0

    init(_ text: SourceText) {
        guard Self.isRule(text.line(1)) else { return }
        guard let end = text.lines.indices.dropFirst().first(where: { Self.isEnd(text.lines[$0]) }) else {
            diagnostics = [
                text.error(line: 1, "the front matter has no end; close it with a line that is just `---`")
            ]
            // All of it is settings then; nothing else can be said about the file.
            lineCount = text.lines.count
            return
        }
        lineCount = end + 1
        let yaml = text.lines[1..<end].map { $0 + "\n" }.joined()
        var settings = Settings(
            yaml: yaml, noun: "setting", known: Self.known,
            place: Settings.Place(firstLine: 2, removedColumns: []), path: text.path)
        read(&settings)
        diagnostics = settings.diagnostics
    }

    private mutating func read(_ settings: inout Settings) {
        frontMatter.title = settings.string("title")
        frontMatter.libraries = settings.names("libraries") ?? []
        frontMatter.assignment = settings.string("assignment")
        frontMatter.seed = settings.unsigned("seed")
        frontMatter.timeout = settings.seconds("timeout")
        frontMatter.totalTimeout = settings.seconds("total-timeout")
        frontMatter.optimize = settings.bool("optimize") ?? true
        frontMatter.parameters = settings.stringMap("parameters") ?? [:]
        readLanguage(&settings)
    }

    private mutating func readLanguage(_ settings: inout Settings) {
        guard let tag = settings.string("lang"), let position = settings.position(of: "lang") else { return }
        let isTag = !tag.isEmpty && tag.split(separator: "-", omittingEmptySubsequences: false).allSatisfy {
            (1...8).contains($0.count) && $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
        }
        guard isTag else {
            settings.report(position, "setting `lang` must be a language tag such as `en` or `pt-BR`, not `\(tag)`")
            return
        }
        frontMatter.language = tag
    }

    private static func isRule(_ line: Substring) -> Bool { trimmed(line) == "---" }

    /// YAML ends a document with `...` too, and other tools write it.
    private static func isEnd(_ line: Substring) -> Bool { isRule(line) || trimmed(line) == "..." }

    private static func trimmed(_ line: Substring) -> Substring {
        var line = line
        while let last = line.last, last == " " || last == "\t" { line.removeLast() }
        return line
    }
}
