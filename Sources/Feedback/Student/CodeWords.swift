import Report

/// A sentence in which what stands between backticks is code, and nothing else is markup.
enum CodeWords {
    static func html(_ text: String) -> HTML {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        // A backtick without another one is a character.
        let isWhole = parts.count % 2 == 1
        return parts.enumerated().map { index, part -> HTML in
            if index % 2 == 0 { return HTML(text: String(part)) }
            if !isWhole, index == parts.count - 1 { return "`\(part)" }
            return "<code>\(part)</code>"
        }.joined()
    }
}
