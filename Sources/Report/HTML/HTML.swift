/// A piece of HTML that is safe to show. What is interpolated into its literal as text comes out
/// escaped, so that forgetting to escape does not compile:
///
///     let cell: HTML = "<td>\(untrusted)</td>"
package struct HTML: Equatable, Sendable, ExpressibleByStringInterpolation {
    package private(set) var markup: String

    package init(stringLiteral markup: String) { self.markup = markup }
    package init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }
    /// A text, escaped for content and for quoted attributes.
    package init(text: String) { markup = Self.escaped(text) }

    /// A text in which an option (`--set`) stays on one line: browsers break behind hyphens.
    static func keepingOptions(_ text: String) -> HTML {
        var html: HTML = "", rest = text[...]
        while let match = rest.firstMatch(of: /--[a-z][a-z-]*/) {
            html += "\(rest[..<match.range.lowerBound])<span class=\"option\">\(match.0)</span>"
            rest = rest[match.range.upperBound...]
        }
        return html + HTML(text: String(rest))
    }

    package static func += (html: inout HTML, more: HTML) { html.markup += more.markup }
    package static func + (html: HTML, more: HTML) -> HTML {
        var html = html
        html += more
        return html
    }

    package var isEmpty: Bool { markup.isEmpty }

    package struct StringInterpolation: StringInterpolationProtocol {
        var markup: String

        package init(literalCapacity: Int, interpolationCount: Int) {
            markup = ""
            markup.reserveCapacity(literalCapacity * 2)
        }
        package mutating func appendLiteral(_ literal: String) { markup += literal }
        package mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }
        package mutating func appendInterpolation(_ text: Substring) { markup += HTML.escaped(String(text)) }
        package mutating func appendInterpolation(_ number: Int) { markup += String(number) }
        package mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        package mutating func appendInterpolation(_ html: HTML?) { markup += html?.markup ?? "" }
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\n", "\t": escaped.unicodeScalars.append(scalar)
            // Other control characters are errors in HTML, and some do things in terminals.
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value): escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

extension Sequence<HTML> {
    package func joined(separator: HTML = "") -> HTML {
        var result: HTML = ""
        var isFirst = true
        for html in self {
            if !isFirst { result += separator }
            result += html
            isFirst = false
        }
        return result
    }
}
