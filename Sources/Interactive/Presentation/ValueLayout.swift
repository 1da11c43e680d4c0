import LineEditing

/// A value's description, broken into lines where it is too long for one: a collection's elements below each other,
/// short ones several to a line.
struct ValueLayout {
    let width: Int
    /// The most lines that are shown.
    var mostLines = 60

    func text(_ description: String) -> String {
        // What has lines of its own is laid out already.
        guard !description.contains("\n"), DisplayWidth.of(description) > width, let tree = DescriptionTree(description) else { return description }
        let lines = lines(of: tree, indentation: 0, suffix: "")
        guard lines.count > mostLines else { return lines.joined(separator: "\n") }
        return (lines.prefix(mostLines) + ["… \(lines.count - mostLines) more lines"]).joined(separator: "\n")
    }

    private func lines(of tree: DescriptionTree, indentation: Int, suffix: String) -> [String] {
        let margin = String(repeating: " ", count: indentation), flat = tree.text
        guard case .group(let head, let items, let tail) = tree, DisplayWidth.of(flat) + indentation + suffix.count > width, !items.isEmpty else {
            return [margin + flat + suffix]
        }
        let inner = indentation + 2
        let body = Self.areShort(items) ? filled(items.map(\.text), indentation: inner) : items.enumerated().flatMap {
            lines(of: $1, indentation: inner, suffix: $0 == items.count - 1 ? "" : ",")
        }
        return [margin + head] + body + [margin + tail + suffix]
    }

    /// Numbers and short words stand several to a line, below each other where they are numbers of a kind.
    private static func areShort(_ items: [DescriptionTree]) -> Bool {
        items.allSatisfy { if case .atom(let text) = $0 { text.count <= 16 && !text.contains(": ") } else { false } }
    }

    private func filled(_ words: [String], indentation: Int) -> [String] {
        let margin = String(repeating: " ", count: indentation)
        let cell = words.map(DisplayWidth.of).max() ?? 0, areNumbers = words.allSatisfy { Double($0) != nil }
        // A comma and a blank follow each.
        let perLine = max(1, (width - indentation + 1) / (cell + 2))
        return stride(from: 0, to: words.count, by: perLine).map { start in
            let end = min(start + perLine, words.count)
            let row = (start..<end).map { index -> String in
                let padding = String(repeating: " ", count: cell - DisplayWidth.of(words[index]))
                let comma = index == words.count - 1 ? "" : ","
                return areNumbers ? padding + words[index] + comma : words[index] + comma + (index == end - 1 ? "" : padding)
            }
            return margin + row.joined(separator: " ")
        }
    }
}

/// A description as Swift prints it: brackets, and what stands between their commas.
indirect enum DescriptionTree: Equatable {
    case atom(String)
    /// `[`, elements, `]`; the head may be a name or a key too: `key: Point(`.
    case group(head: String, items: [DescriptionTree], tail: String)

    /// `nil` where the brackets do not match.
    init?(_ text: String) {
        var reader = DescriptionReader(text)
        guard let tree = reader.item(), reader.isAtEnd else { return nil }
        self = tree
    }

    var text: String {
        switch self {
        case .atom(let text): text
        case .group(let head, let items, let tail): head + items.map(\.text).joined(separator: ", ") + tail
        }
    }
}

private struct DescriptionReader {
    private var rest: Substring
    /// Deeper than this nobody reads, and the stack ends.
    private var depth = 0

    init(_ text: String) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    private static let pairs: [Character: Character] = ["[": "]", "(": ")", "{": "}"]

    mutating func item() -> DescriptionTree? {
        var text = "", found: DescriptionTree?
        while let character = rest.first, character != ",", !"])}".contains(character) {
            if character == "\"" {
                text += string()
            } else if let closing = Self.pairs[character], found == nil, depth < 64 {
                rest.removeFirst()
                depth += 1
                guard let items = items(until: closing) else { return nil }
                depth -= 1
                found = .group(head: text + String(character), items: items, tail: String(closing))
                text = ""
            } else {
                text.append(rest.removeFirst())
            }
        }
        guard case .group(let head, let items, let tail)? = found else { return .atom(text) }
        return .group(head: head, items: items, tail: tail + text)
    }

    private mutating func items(until closing: Character) -> [DescriptionTree]? {
        var items: [DescriptionTree] = []
        while true {
            if rest.first == closing {
                rest.removeFirst()
                return items
            }
            guard let item = item() else { return nil }
            items.append(item)
            if rest.first == "," {
                rest.removeFirst()
                rest = rest.drop { $0 == " " }
            } else if rest.first != closing {
                return nil
            }
        }
    }

    private mutating func string() -> String {
        var text = String(rest.removeFirst()), isEscaped = false
        while let character = rest.popFirst() {
            text.append(character)
            if character == "\"", !isEscaped { break }
            isEscaped = character == "\\" && !isEscaped
        }
        return text
    }
}
