/// HTML to show. A report shows it in a frame of its own, in which nothing runs and nothing is loaded.
///
///     HTML("<p style='color:#0b6'>forest</p>", plainText: "forest")
public struct HTML: Displayable, Sendable, Equatable {
    public var source: String
    /// What a terminal shows; by default the text between the tags.
    public var plainText: String?

    public init(_ source: String, plainText: String? = nil) {
        self.source = source
        self.plainText = plainText
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: plainText ?? Self.text(of: source)).adding(.html, source)
    }

    /// Elements that stand within a line of text; what others hold is apart from what is around them.
    private static let inline: Set<String> = [
        "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
    ]

    /// The text between the tags, for a terminal: no parser, and nothing that anybody has to trust.
    static func text(of source: String) -> String {
        var text = "", tag: String?
        func space() { if let last = text.last, last != " " { text.append(" ") } }
        for character in source {
            switch character {
            case "<" where tag == nil: tag = ""
            case ">" where tag != nil:
                let name = (tag ?? "").drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
                if !inline.contains(name) { space() }
                tag = nil
            case _ where tag != nil: tag?.append(character)
            case _ where character.isWhitespace: space()
            default: text.append(character)
            }
        }
        while text.last == " " { text.removeLast() }
        for (reference, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")] {
            text = text.split(separator: reference, omittingEmptySubsequences: false).joined(separator: character)
        }
        return text
    }
}
