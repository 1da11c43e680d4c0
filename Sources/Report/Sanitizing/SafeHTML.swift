/// The elements and attributes of raw HTML that a report shows: what marks up text, and nothing that
/// runs, loads, styles, submits, or looks like a part of the report's own.
enum SafeHTML {
    static let elements: Set<String> = [
        "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
        "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6",
        "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small",
        "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time",
        "tr", "tt", "u", "ul", "var", "wbr",
    ]

    /// Elements without content, which have no closing tag.
    static let void: Set<String> = ["br", "col", "hr", "img", "wbr"]

    /// Elements whose content is no text for readers, and goes with them.
    static let dropped: Set<String> = [
        "script", "style", "iframe", "object", "embed", "applet", "noscript", "noembed", "noframes", "template", "title",
        "textarea", "select", "svg", "math", "xmp", "plaintext", "head", "audio", "video", "canvas", "frameset",
    ]

    /// What is allowed besides in a frame of its own, where styles can disturb nothing else.
    static let framedAttributes: Set<String> = [
        "class", "id", "style", "width", "height", "border", "cellpadding", "cellspacing", "bgcolor", "valign",
    ]

    static func allows(attribute name: String, on element: String) -> Bool {
        switch name {
        case "title", "lang", "dir": true
        case "align": ["p", "div", "td", "th", "tr", "h2", "h3", "h4", "h5", "h6"].contains(element)
        case "colspan", "rowspan", "scope": element == "td" || element == "th"
        case "start", "reversed": element == "ol"
        case "value": element == "li"
        case "open": element == "details"
        case "datetime": ["time", "del", "ins"].contains(element)
        case "span": element == "col" || element == "colgroup"
        default: false
        }
    }
}
