/// A file's text by lines. Lines end as CommonMark says: at LF, CR LF or CR.
struct SourceText {
    /// What to say about the file's places.
    let path: String
    /// The lines without their ends and without a byte order mark; line 1 is `lines[0]`.
    let lines: [Substring]

    init(_ text: String, path: String) {
        self.path = path
        let text = text.unicodeScalars.first == "\u{FEFF}" ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        var lines: [Substring] = []
        var start = text.startIndex, index = text.startIndex
        while index < text.endIndex {
            let scalar = text[index]
            guard scalar == "\n" || scalar == "\r" else {
                index = text.index(after: index)
                continue
            }
            lines.append(Substring(text[start..<index]))
            index = text.index(after: index)
            if scalar == "\r", index < text.endIndex, text[index] == "\n" { index = text.index(after: index) }
            start = index
        }
        if start < text.endIndex { lines.append(Substring(text[start...])) }
        self.lines = lines
    }

    /// The text of a line, counted from 1; empty beyond the end.
    func line(_ number: Int) -> Substring {
        lines.indices.contains(number - 1) ? lines[number - 1] : ""
    }

    func error(line: Int, column: Int = 1, _ message: String) -> Diagnostic {
        Diagnostic(.error, path: path, position: SourcePosition(line: line, column: column), message: message)
    }
}
