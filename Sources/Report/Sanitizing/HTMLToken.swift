/// A piece of HTML that somebody else wrote, cut as browsers cut it.
enum HTMLToken: Equatable {
    struct Attribute: Equatable {
        /// In lower case.
        var name: String
        /// With its character references resolved.
        var value: String
    }

    /// Text with its character references as written.
    case text(String)
    /// The name is in lower case.
    case open(name: String, attributes: [Attribute], isSelfClosed: Bool)
    case close(name: String)
    /// A comment, a declaration, a processing instruction: never shown.
    case invisible
}

/// Cuts HTML into tokens. What is no complete tag is text.
struct HTMLTokenizer: Sequence, IteratorProtocol {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    /// Where the last tag can end: what begins behind it is text, however much of it there is.
    private let lastEnd: Int
    /// More attributes than this are not looked at.
    private static let mostAttributes = 64

    init(_ html: String) {
        scalars = Array(html.unicodeScalars)
        lastEnd = scalars.lastIndex(of: ">") ?? -1
    }

    mutating func next() -> HTMLToken? {
        guard index < scalars.count else { return nil }
        if scalars[index] == "<", let token = markup() { return token }
        let start = index
        repeat { index += 1 } while index < scalars.count && scalars[index] != "<"
        return .text(string(start..<index))
    }

    /// The tag or comment that begins here, or `nil` where none does; then nothing is consumed.
    private mutating func markup() -> HTMLToken? {
        let start = index
        let token: HTMLToken?
        switch scalar(index + 1) {
        case "!", "?": token = invisible()
        case "/":
            index += 2
            token = tag(isClosing: true)
        default:
            index += 1
            token = tag(isClosing: false)
        }
        if token == nil { index = start }
        return token
    }

    private mutating func invisible() -> HTMLToken {
        if scalar(index + 2) == "-", scalar(index + 3) == "-" {
            index += 4
            while index < scalars.count {
                if scalars[index] == "-", scalar(index + 1) == "-", scalar(index + 2) == ">" {
                    index += 3
                    return .invisible
                }
                index += 1
            }
            return .invisible
        }
        while index < scalars.count, scalars[index] != ">" { index += 1 }
        index = Swift.min(index + 1, scalars.count)
        return .invisible
    }

    private mutating func tag(isClosing: Bool) -> HTMLToken? {
        guard index < lastEnd, let first = scalar(index), ("a"..."z").contains(first) || ("A"..."Z").contains(first) else { return nil }
        let name = word { !Self.isSpace($0) && $0 != "/" && $0 != ">" }.lowercased()
        var attributes: [HTMLToken.Attribute] = []
        var isSelfClosed = false
        while let current = scalar(index) {
            if current == ">" {
                index += 1
                return isClosing ? .close(name: name) : .open(name: name, attributes: attributes, isSelfClosed: isSelfClosed)
            }
            isSelfClosed = current == "/"
            if isSelfClosed || Self.isSpace(current) {
                index += 1
            } else {
                guard let attribute = attribute() else { return nil }
                // The first of two attributes of one name counts.
                if attributes.count < Self.mostAttributes, !attributes.contains(where: { $0.name == attribute.name }) {
                    attributes.append(attribute)
                }
            }
        }
        return nil
    }

    private mutating func attribute() -> HTMLToken.Attribute? {
        let start = index
        // An equals sign at the front belongs to the name.
        index += 1
        _ = word { !Self.isSpace($0) && !["/", ">", "="].contains($0) }
        let name = string(start..<index).lowercased()
        var ahead = index
        while let current = scalar(ahead), Self.isSpace(current) { ahead += 1 }
        guard scalar(ahead) == "=" else { return HTMLToken.Attribute(name: name, value: "") }
        index = ahead + 1
        while let current = scalar(index), Self.isSpace(current) { index += 1 }
        guard let quote = scalar(index), quote == "\"" || quote == "'" else {
            return HTMLToken.Attribute(name: name, value: CharacterReferences.resolved(word { !Self.isSpace($0) && $0 != ">" }))
        }
        index += 1
        let value = word { $0 != quote }
        guard scalar(index) == quote else { return nil }
        index += 1
        return HTMLToken.Attribute(name: name, value: CharacterReferences.resolved(value))
    }

    private func scalar(_ index: Int) -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func word(while isPart: (Unicode.Scalar) -> Bool) -> String {
        let start = index
        while index < scalars.count, isPart(scalars[index]) { index += 1 }
        return string(start..<index)
    }

    private func string(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[range])
        return String(text)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { [" ", "\t", "\n", "\r", "\u{C}"].contains(scalar) }
}
