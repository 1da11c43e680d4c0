extension StringProtocol {
    /// The text as a line that a terminal shows and does not obey: control characters, and those that turn the
    /// direction of what follows, stand as in Swift's literals (`\u{1B}`).
    var printable: String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == "\t" || !Self.isObeyed(scalar) {
                text.append(scalar)
            } else {
                text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            }
        }
        return String(text)
    }

    /// The same for text of several lines.
    var printableLines: String { split(separator: "\n", omittingEmptySubsequences: false).map(\.printable).joined(separator: "\n") }

    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
    }
}
