/// What a terminal would show in the end for a text: progress bars in their final state, without colours.
///
/// Within a line, a carriage return goes back to its beginning and a backspace one column back, and what
/// comes after overwrites what was there. Escape sequences have no effect but erasing the line.
struct TerminalText {
    private var finished: [String] = []
    private var line: [Unicode.Scalar] = []
    private var column = 0

    static func shown(_ text: String) -> String {
        // Nearly all text needs none of this.
        guard text.unicodeScalars.contains(where: { ["\r", "\u{8}", "\u{1B}", "\u{7}"].contains($0) }) else { return text }
        var terminal = TerminalText()
        terminal.write(text)
        return (terminal.finished + [terminal.currentLine]).joined(separator: "\n")
    }

    private var currentLine: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: line)
        return String(text)
    }

    private mutating func write(_ text: String) {
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n":
                finished.append(currentLine)
                line.removeAll()
                column = 0
            case "\r": column = 0
            case "\u{8}": column = max(0, column - 1)
            case "\u{7}": break
            case "\u{1B}": escape(&rest)
            default: put(scalar)
            }
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if column < line.count {
            line[column] = scalar
        } else {
            line.append(scalar)
        }
        column += 1
    }

    /// Takes an escape sequence off the text (ECMA-48): a control sequence, an operating system's command
    /// up to its end, or a single character.
    private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
        guard let kind = rest.popFirst() else { return }
        switch kind {
        case "[":
            let parameters = rest.prefix { (0x20...0x3F).contains($0.value) }
            rest = rest.dropFirst(parameters.count)
            guard let final = rest.first, (0x40...0x7E).contains(final.value) else { return }
            rest.removeFirst()
            if final == "K" { erase(String(parameters)) }
        case "]", "P", "X", "^", "_":
            while let scalar = rest.popFirst() {
                if scalar == "\u{7}" { return }
                if scalar == "\u{1B}" {
                    if rest.first == "\\" { rest.removeFirst() }
                    return
                }
                // A command that was never ended ends with its line, so that no text is lost.
                if rest.first == "\n" { return }
            }
        case "(", ")": _ = rest.popFirst()
        default: break
        }
    }

    private mutating func erase(_ parameters: String) {
        switch parameters {
        case "", "0": line.removeSubrange(min(column, line.count)...)
        case "2":
            line.removeAll()
            // The place stays where it was.
            line = Array(repeating: " ", count: column)
        default: for index in 0..<min(column + 1, line.count) { line[index] = " " }
        }
    }
}
