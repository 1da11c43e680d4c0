import Report

/// A student's name on a page: whatever it is, it is one line of visible characters, and turns no other text around.
enum ShownName {
    /// More than this is nobody's name.
    private static let longest = 120

    static func text(_ name: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in name.unicodeScalars.prefix(longest) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                text.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text) + (name.unicodeScalars.count > longest ? "…" : "")
    }

    /// It looks like a name wherever it stands: a sentence that somebody is called is no sentence of the page's.
    static func html(_ name: String) -> HTML { "<bdi class=\"name\">\(text(name))</bdi>" }
}
