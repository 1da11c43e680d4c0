/// Makes Swift literals of text that a user gave.
extension ParameterType {
    /// The literal for a value, canonically spelt; `nil` if it is none of this type.
    func literal(for text: String) -> String? {
        switch self {
        case .integer(_, let range):
            guard text.wholeMatch(of: /[+-]?[0-9][0-9_]*/) != nil, let number = Int128(text.replacing("_", with: "")), range.contains(number) else { return nil }
            return String(number)
        case .floating(let name):
            guard text.wholeMatch(of: /[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?/) != nil, let number = Double(text), number.isFinite else { return nil }
            guard name != "Float" || Float(number).isFinite else { return nil }
            return String(number)
        case .boolean: return ["true", "false"].contains(text) ? text : nil
        case .string: return Self.stringLiteral(text)
        case .list(let element):
            guard let items = ListText.items(in: text) else { return nil }
            let literals = items.map { item in item.isQuoted && element != .string ? nil : element.literal(for: item.text) }
            guard !literals.contains(nil) else { return nil }
            return "[" + literals.compactMap(\.self).joined(separator: ", ") + "]"
        }
    }

    /// A text as a Swift string literal on one line, with nothing left in it that the language would read.
    static func stringLiteral(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": literal += "\\\\"
            case "\"": literal += "\\\""
            case "\n": literal += "\\n"
            case "\r": literal += "\\r"
            case "\t": literal += "\\t"
            // Control characters, line separators, and marks that change the direction of what follows.
            case _ where scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
                || scalar.properties.generalCategory == .lineSeparator || scalar.properties.generalCategory == .paragraphSeparator:
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}

/// A list as a person writes it on a command line: `[1, 2]`, `1,2`, `[a, "b, c"]`.
enum ListText {
    struct Item: Equatable {
        var text: String
        /// Whether it stood in quotation marks, and so is text for certain.
        var isQuoted: Bool
    }

    /// `nil` where brackets or quotation marks do not close, or an item is missing.
    static func items(in text: String) -> [Item]? {
        var rest = trimmed(text[...])
        if rest.first == "[" {
            guard rest.last == "]", rest.count >= 2 else { return nil }
            rest = trimmed(rest.dropFirst().dropLast())
            if rest.isEmpty { return [] }
        }
        var items: [Item] = []
        while true {
            guard let item = rest.first == "\"" ? quoted(&rest) : bare(&rest) else { return nil }
            items.append(item)
            rest = trimmed(rest)
            guard let separator = rest.popFirst() else { return items }
            guard separator == "," else { return nil }
            rest = trimmed(rest)
        }
    }

    private static func bare(_ rest: inout Substring) -> Item? {
        let text = trimmed(rest.prefix { $0 != "," })
        guard !text.isEmpty, !text.contains(where: { "[]\"".contains($0) }) else { return nil }
        rest = rest.drop { $0 != "," }
        return Item(text: String(text), isQuoted: false)
    }

    private static func quoted(_ rest: inout Substring) -> Item? {
        var text = ""
        rest.removeFirst()
        while let character = rest.popFirst() {
            switch character {
            case "\"": return Item(text: text, isQuoted: true)
            case "\\":
                guard let escaped = rest.popFirst(), let meaning = ["\\": "\\", "\"": "\"", "n": "\n", "t": "\t"][escaped] else { return nil }
                text.append(meaning)
            default: text.append(character)
            }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
