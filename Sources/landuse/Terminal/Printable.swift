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

    /// A name that somebody chose, among words of ours: as it is where it looks like a name, else in quotes, so that it can be
    /// seen where it ends. It takes no second column, and is no sentence.
    var printableName: String {
        let isPlain = !isEmpty && unicodeScalars.allSatisfy(Self.isInNames) && first != " " && last != " " && !contains("  ")
        return isPlain ? String(self) : "\"\(printable.replacing("\"", with: "\\\""))\""
    }

    private static func isInNames(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .decimalNumber: true
        default: scalar.properties.isAlphabetic || ["-", "_", ".", "@", "'", "’", " ", "…"].contains(scalar)
        }
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
