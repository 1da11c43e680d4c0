import Notebook

/// A line of the notebook with a caret under a place in it.
enum SourceExcerpt {
    static func html(_ position: SourcePosition, in lines: NotebookLines) -> HTML? {
        guard let line = lines[position.line] else { return nil }
        let number = String(position.line)
        let margin = String(repeating: " ", count: number.count)
        let caret = padding(line.prefix(max(0, position.column - 1)))
        let quoted: HTML = "<span class=\"ln\">\(number) │ </span>\(line)\n<span aria-hidden=\"true\"><span class=\"ln\">\(margin) │ </span>\(caret)<span class=\"caret\">^</span></span>"
        return ScrollBox.pre(quoted, text: String(line) + margin, style: "excerpt", label: "Line \(number) of the notebook")
    }

    /// Space as wide as a text: tabs stay, and a character two columns wide becomes such a space.
    static func padding(_ text: Substring) -> String {
        String(text.map { character in
            if character == "\t" { return "\t" }
            return isWide(character) ? "\u{3000}" : " "
        })
    }

    /// Whether a character takes two columns: East Asian scripts, full-width forms, emoji.
    static func isWide(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return true
        default: return scalar.properties.isEmojiPresentation
        }
    }
}
