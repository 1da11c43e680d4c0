/// Writes an SVG document that brings its own colours, for light and for dark surroundings, so that
/// it looks right as a picture of its own: a report embeds it as an image, never as markup.
struct SVGCanvas {
    private let width: Double, height: Double
    private let description: String
    private var elements: [String] = []

    init(width: Double, height: Double, description: String) {
        self.width = width
        self.height = height
        self.description = description
    }

    mutating func text(_ text: String, x: Double, y: Double, style: String) {
        elements.append(#"<text x="\#(Self.number(x))" y="\#(Self.number(y))" class="\#(style)">\#(Self.escape(text))</text>"#)
    }

    mutating func rectangle(x: Double, y: Double, width: Double, height: Double, style: String) {
        elements.append(
            #"<rect x="\#(Self.number(x))" y="\#(Self.number(y))" width="\#(Self.number(width))" height="\#(Self.number(height))" rx="2" class="\#(style)"/>"#)
    }

    /// The whole document, with its size and its description.
    var document: String {
        """
        <svg xmlns="http://www.w3.org/2000/svg" role="img" width="\(Self.number(width))" height="\(Self.number(height))" viewBox="0 0 \(Self.number(width)) \(Self.number(height))">
        <desc>\(Self.escape(description))</desc>
        <style>\(Self.style)</style>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }

    private static let style = """
        text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}.note{font-size:12px;fill:#59636e}\
        .end{text-anchor:end}.bar{fill:#1a7f5a}\
        @media(prefers-color-scheme:dark){text{fill:#e6edf3}.note{fill:#9198a1}.bar{fill:#3fb58b}}
        """

    /// Hundredths of a pixel are enough, and keep documents the same on every machine.
    static func number(_ value: Double) -> String {
        let hundredths = (value * 100).rounded() / 100
        return hundredths == hundredths.rounded() ? String(Int(hundredths)) : String(hundredths)
    }

    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            // Control characters and these two are not allowed in XML at all.
            case _ where scalar.value < 0x20 && scalar != "\t" && scalar != "\n", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
