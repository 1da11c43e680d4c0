/// HTML that a cell showed, in a frame of its own: it runs no script, submits nothing, loads nothing, and
/// has no part of the page around it. Styles are kept; an inline SVG is not, for it is to be shown as a picture.
enum SandboxedFrame {
    private static let head = """
        <!doctype html><html><head><meta charset="utf-8">\
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">\
        <meta name="color-scheme" content="light"><style>body{font:15px system-ui,sans-serif;margin:12px;background:#fff;color:#1f2328}\
        table{border-collapse:collapse}td,th{padding:4px 10px;border-bottom:1px solid #d1d9e0}</style></head><body>
        """

    static func html(_ content: String, title: String) -> HTML {
        // A frame's policy stops every request, but not browsers from connecting ahead to where a link or
        // a frame points. So neither gets in.
        var sanitizer = HTMLSanitizer(isFramed: true)
        sanitizer.enter()
        let safe = sanitizer.sanitize(content, image: image) + sanitizer.leave()
        return #"<iframe class="\#(size(content))" sandbox srcdoc="\#(head + safe.markup)" title="\#(title)" referrerpolicy="no-referrer" loading="lazy"></iframe>"#
    }

    /// A picture that the HTML brings itself, or the words for one that it does not.
    private static func image(_ image: RawImage) -> HTML {
        let isOwn = ImageFormat.allCases.contains { image.source.hasPrefix("data:\($0.rawValue);") || image.source.hasPrefix("data:\($0.rawValue),") }
        guard isOwn else { return HTML(text: image.alternativeText) }
        return #"<img src="\#(image.source)" alt="\#(image.alternativeText)"\#(image.size)>"#
    }

    /// Without a script a frame cannot follow its content's height, so it is guessed; the reader may drag it.
    private static func size(_ content: String) -> HTML {
        let lowered = content.lowercased()
        let rows = ["<tr", "<p", "<li", "<br", "<h", "<img"].reduce(0) { $0 + lowered.split(separator: $1, omittingEmptySubsequences: false).count - 1 }
        return rows < 5 ? "small" : rows < 15 ? "medium" : "large"
    }
}
