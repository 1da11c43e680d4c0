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

    /// The text between the tags, for a terminal: no parser, and nothing that anybody has to trust.
    static func text(of source: String) -> String {
        var text = "", isInTag = false
        for character in source {
            switch character {
            case "<": isInTag = true
            case ">" where isInTag: isInTag = false
            case _ where isInTag: break
            case _ where character.isWhitespace: if text.last != " ", !text.isEmpty { text.append(" ") }
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
