/// GitHub's bare addresses: `https://swift.org` is a link without any marks around it.
enum Autolink {
    static func applied(to inline: MarkdownInline) -> [MarkdownInline] {
        guard case .text(let text) = inline, text.contains("://") else { return [inline] }
        var result: [MarkdownInline] = []
        var rest = text[...], plain = ""
        while let found = nextAddress(rest) {
            plain += rest[..<found.lowerBound]
            if !plain.isEmpty { result.append(.text(plain)) }
            plain = ""
            let address = String(rest[found])
            result.append(.link(destination: address, title: nil, [.text(address)]))
            rest = rest[found.upperBound...]
        }
        plain += rest
        if !plain.isEmpty { result.append(.text(plain)) }
        return result
    }

    private static func nextAddress(_ text: Substring) -> Range<Substring.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            let rest = text[start...]
            let isFirst = start == text.startIndex || !isWord(text[text.index(before: start)])
            if isFirst, rest.first == "h", let scheme = ["https://", "http://"].first(where: rest.hasPrefix) {
                let end = trimmedEnd(rest.prefix { !$0.isWhitespace && $0 != "<" })
                if text.distance(from: start, to: end) > scheme.count { return start..<end }
            }
            start = text.index(after: start)
        }
        return nil
    }

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }

    /// Where an address ends: not in the sentence's own punctuation, nor in a bracket around it.
    private static func trimmedEnd(_ address: Substring) -> Substring.Index {
        var address = address
        let opened = address.count { $0 == "(" }
        var closed = address.count { $0 == ")" }
        while let last = address.last {
            if last == ")" {
                guard closed > opened else { break }
                closed -= 1
            } else if !"?!.,:*_~'\";".contains(last) {
                break
            }
            address.removeLast()
        }
        return address.endIndex
    }
}
