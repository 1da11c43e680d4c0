/// Reduces raw HTML to what is safe, and keeps it balanced with the markup around it.
///
/// Tags come piece by piece, with Markdown between them: `<details>` in one block, `</details>` in a later
/// one. So the sanitiser remembers what is open. Whoever writes markup of its own around untrusted HTML
/// calls `enter` and `leave`: no closing tag reaches over that border, and what is open at the end is closed.
struct HTMLSanitizer {
    /// Whether the HTML is shown in a frame of its own: then styles are kept, and links are not, for they
    /// would lead nowhere.
    let isFramed: Bool
    /// Names of open elements; `nil` is a border.
    private var open: [String?] = []

    init(isFramed: Bool = false) { self.isFramed = isFramed }

    /// Browsers nest no deeper than 512; nobody writes a fraction of this.
    private static let deepest = 64

    mutating func enter() { open.append(nil) }

    /// Closes what was opened since the last `enter`.
    mutating func leave() -> HTML {
        var html: HTML = ""
        while let element = open.popLast(), let element { html += Self.closing(element) }
        return html
    }

    /// The safe part of some HTML. Pictures are made by `image`, for they must come from somewhere.
    mutating func sanitize(
        _ source: String, image: (RawImage) -> HTML
    ) -> HTML {
        var html: HTML = ""
        // The element whose content is being dropped, and how often it is open.
        var dropped: (name: String, depth: Int)?
        // The style sheet that is being read.
        var css: String?
        for token in HTMLTokenizer(source) {
            if let (name, depth) = dropped {
                switch token {
                case .text(let text) where css != nil: css? += text
                case .close(name) where css != nil:
                    html += Self.styleSheet(css ?? "")
                    css = nil
                    dropped = nil
                case .open(name, _, isSelfClosed: false): dropped = (name, depth + 1)
                case .close(name): dropped = depth > 1 ? (name, depth - 1) : nil
                default: break
                }
                continue
            }
            switch token {
            case .text(let text): html += Self.text(text)
            case .invisible: break
            case .close(let name): html += close(Self.renamed(name))
            case .open(let name, let attributes, let isSelfClosed):
                if isFramed, name == "style", !isSelfClosed {
                    css = ""
                    dropped = (name, 1)
                } else if SafeHTML.dropped.contains(name) {
                    if !isSelfClosed || name == "script" { dropped = (name, 1) }
                } else if name == "img" {
                    let value = { (name: String) in attributes.first { $0.name == name }?.value }
                    html += image(
                        RawImage(
                            source: value("src") ?? "", alternativeText: value("alt") ?? "", title: value("title"),
                            width: value("width").flatMap(RawImage.pixels), height: value("height").flatMap(RawImage.pixels)))
                } else {
                    html += openTag(Self.renamed(name), attributes)
                }
            }
        }
        return html
    }

    private mutating func openTag(_ name: String, _ attributes: [HTMLToken.Attribute]) -> HTML {
        guard SafeHTML.elements.contains(name) else { return "" }
        let isVoid = SafeHTML.void.contains(name)
        if !isVoid {
            guard open.count < Self.deepest else { return "" }
            // A link within a link is none in HTML: the browser would end the outer one, and ours with it.
            if name == "a", open.contains("a") { return "" }
            open.append(name)
        }
        var html: HTML = "<\(name)"
        for attribute in attributes {
            if name == "a", attribute.name == "href" {
                if !isFramed, let href = LinkPolicy.href(attribute.value) { html += #" href="\#(href)" rel="noreferrer noopener""# }
            } else if SafeHTML.allows(attribute: attribute.name, on: name)
                || isFramed && SafeHTML.framedAttributes.contains(attribute.name)
            {
                html += #" \#(attribute.name)="\#(attribute.value)""#
            }
        }
        return html + ">"
    }

    /// Closes an element and what is open in it; a closing tag without an opening one is dropped.
    private mutating func close(_ name: String) -> HTML {
        let border = open.lastIndex { $0 == nil } ?? -1
        guard let start = open.lastIndex(of: name), start > border else { return "" }
        let closed = open[start...].reversed().compactMap { $0 }
        open.removeSubrange(start...)
        return closed.map(Self.closing).joined()
    }

    /// A style sheet has no use for `<`, which could only end it.
    private static func styleSheet(_ css: String) -> HTML {
        HTML(stringLiteral: "<style>" + css.replacing("<", with: "") + "</style>")
    }

    private static func closing(_ name: String) -> HTML { "</\(name)>" }

    /// The page has one first heading, and it is the report's.
    private static func renamed(_ name: String) -> String { name == "h1" ? "h2" : name }

    /// Text with its character references left as they are: in text they can stand for characters only.
    private static func text(_ text: String) -> HTML {
        text.split(separator: "&", omittingEmptySubsequences: false)
            .map { HTML(text: String($0)) }.joined(separator: "&")
    }
}
