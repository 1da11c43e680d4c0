/// The `//| key: value` lines at the top of a cell, read together as one YAML document.
struct OptionLines {
    static let known = ["id", "echo", "eval", "output", "fold", "timeout", "expect", "parameters", "check", "answer", "judge", "caption", "alt"]

    private(set) var options = CellOptions()
    private(set) var diagnostics: [Diagnostic] = []
    /// Where the `id` option's value stands.
    private(set) var idPosition: SourcePosition?

    init(lines: [Substring], firstLine: Int, removedColumns: [Int], path: String) {
        let marked = lines.prefix { $0.hasPrefix("//|") }
        rejectStrayLines(lines, after: marked.count, firstLine: firstLine, removedColumns: removedColumns, path: path)
        guard !marked.isEmpty else { return }

        var yaml = "", columns: [Int] = []
        for (index, line) in marked.enumerated() {
            let mark = line.hasPrefix("//| ") ? 4 : 3
            yaml += line.dropFirst(mark) + "\n"
            columns.append(mark + removedColumns[index])
        }
        var settings = Settings(
            yaml: yaml, noun: "option", known: Self.known,
            place: Settings.Place(firstLine: firstLine, removedColumns: columns), path: path)
        read(&settings)
        diagnostics += settings.diagnostics
    }

    private mutating func read(_ settings: inout Settings) {
        readID(&settings)
        options.echo = settings.bool("echo") ?? true
        options.eval = settings.bool("eval") ?? true
        options.output = settings.bool("output") ?? true
        options.fold = settings.bool("fold") ?? false
        options.timeout = settings.seconds("timeout")
        options.expectsError = settings.choice("expect", of: ["error"]) != nil
        options.holdsParameters = settings.bool("parameters") ?? false
        options.check = CheckReader(&settings).options
        options.isAnswer = settings.bool("answer") ?? false
        options.isForJudge = settings.bool("judge") ?? false
        checkRoles(&settings)
        options.caption = settings.string("caption")
        options.alt = settings.string("alt")
    }

    /// A check, an answer and a judge's cell are three cells, and a check always runs.
    private func checkRoles(_ settings: inout Settings) {
        let isCheck = settings.has("check")
        let conflicts = [
            ("judge", isCheck && options.isForJudge, "students see a check's cell, and none of the judge's; make it two cells"),
            ("answer", options.isAnswer && (isCheck || options.isForJudge), "students write an answer, and neither a check nor a cell of the judge's; make it two cells"),
            ("eval", isCheck && !options.eval, "a check that does not run observes nothing; take `eval` away"),
            ("expect", isCheck && options.expectsError, "a check that fails observes nothing; take `expect` away"),
        ]
        for (name, isWrong, message) in conflicts where isWrong {
            if let position = settings.position(of: name) { settings.report(position, message) }
        }
    }

    private mutating func readID(_ settings: inout Settings) {
        guard let id = settings.string("id"), let position = settings.position(of: "id") else { return }
        guard Self.isID(id) else {
            settings.report(position, "option `id` must begin with a letter and go on with letters, digits, `_` or `-`, not `\(id)`")
            return
        }
        options.id = id
        idPosition = position
    }

    /// Whether a name can be a cell's: it becomes part of a link and of a module's name.
    static func isID(_ id: String) -> Bool {
        func isLetter(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 }
        func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
        guard let first = id.utf8.first, isLetter(first) else { return false }
        return id.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    /// An option below the code would be a comment, and silently have no effect.
    private mutating func rejectStrayLines(
        _ lines: [Substring], after count: Int, firstLine: Int, removedColumns: [Int], path: String
    ) {
        for index in lines.indices.dropFirst(count) where lines[index].hasPrefix("//|") {
            diagnostics.append(
                Diagnostic(
                    .error, path: path,
                    position: SourcePosition(line: firstLine + index, column: 1 + removedColumns[index]),
                    message: "this option line has no effect here; option lines stand at the very top of the cell"))
        }
    }
}

/// The options that a cell may have.
public enum OptionNames {
    public static let all = Set(OptionLines.known)
}
