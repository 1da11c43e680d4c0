/// Writes an SVG document that brings its own colours, for light and for dark surroundings, so that
/// it looks right as a picture of its own: a report embeds it as an image, never as markup.
struct SVGCanvas {
    private let width: Double, height: Double
    private let description: String
    private let style: String
    private var elements: [String] = []

    /// - Parameter style: rules beside those that all charts have.
    init(width: Double, height: Double, description: String, style: String = "") {
        self.style = style
        self.width = width
        self.height = height
        self.description = description
    }

    /// - Parameter turned: degrees, clockwise, around the text's own place.
    mutating func text(_ text: String, x: Double, y: Double, turned: Double = 0, style: String) {
        let turn = turned == 0 ? "" : #" transform="rotate(\#(Self.number(turned)) \#(Self.number(x)) \#(Self.number(y)))""#
        elements.append(#"<text x="\#(Self.number(x))" y="\#(Self.number(y))" class="\#(style)"\#(turn)>\#(Self.escape(text))</text>"#)
    }

    mutating func line(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double), style: String) {
        path("M" + Self.pair(from) + "L" + Self.pair(to), style: style)
    }

    mutating func polyline(_ points: [(x: Double, y: Double)], style: String) {
        guard points.count > 1 else { return }
        path("M" + points.map(Self.pair).joined(separator: "L"), style: style)
    }

    /// A shape from numbers only: `data` is never somebody's text.
    mutating func path(_ data: String, style: String) {
        elements.append(#"<path d="\#(data)" class="\#(style)"/>"#)
    }

    static func pair(_ point: (x: Double, y: Double)) -> String { number(point.x) + " " + number(point.y) }

    /// About how wide a text is at 13 pixels: a canvas does not know the reader's fonts.
    static func width(of text: String) -> Double {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 13 : 7.5) }
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
        <style>\(Self.style + style)</style>
        \(elements.joined(separator: "\n"))
        </svg>
        """
    }

    private static let style = """
        text{font:13px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}.note{font-size:12px;fill:#59636e}\
        .end{text-anchor:end}.middle{text-anchor:middle}.bar{fill:#1a7f5a}\
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
