import Notebook

/// Renders one displayed value by its richest safe representation: several values side by side before a picture
/// (with its data, if it has them), a picture before a table, a table before HTML, HTML before Markdown, and plain
/// text where nothing else will do.
struct BundleRenderer {
    let bundle: MediaBundle
    /// The author's own words for the picture; they go before the bundle's.
    let alternativeText: String?
    let label: String
    /// Whether the value stands in a gallery; there is none within another.
    var isInGallery = false

    /// Bytes. Reading Markdown can take long, by its length squared; what is longer is shown as text.
    private static let longestMarkdown = 32 << 10

    struct Content {
        var html: HTML
        /// Whether a caption belongs under it.
        var isFigure: Bool
    }

    func html() -> Content {
        if !isInGallery, let gallery = bundle[GalleryView.type].flatMap({ GalleryView(json: $0) }) {
            return Content(html: gallery.html(label: alternativeText ?? bundle.alternativeText ?? label), isFigure: true)
        }
        let table = bundle["application/vnd.dataresource+json"].flatMap { DataTable(json: $0) }
        if let picture = picture(hasData: table != nil) {
            let data: HTML? = table.map { "\n<details class=\"data\"><summary>Data</summary>\($0.html)</details>" }
            return Content(html: picture + (data ?? ""), isFigure: true)
        }
        if let table { return Content(html: table.html, isFigure: true) }
        if let html = bundle.text("text/html") {
            return Content(html: SandboxedFrame.html(html, title: alternativeText ?? bundle.alternativeText ?? label), isFigure: true)
        }
        if let markdown = bundle.text("text/markdown"), markdown.utf8.count <= Self.longestMarkdown {
            return Content(html: #"<div class="prose shown" role="group" aria-label="\#(label)">\#(UntrustedProse.html(markdown))</div>"#, isFigure: false)
        }
        guard let plain = bundle.text("text/plain") else {
            let types = bundle.representations.map(\.type).joined(separator: ", ")
            return Content(
                html: #"<p class="omitted">A value that a report cannot show (\#(types.isEmpty ? "empty" : types)).</p>"#, isFigure: false)
        }
        return Content(html: LongText.html(TerminalText.shown(plain), style: "result", label: label), isFigure: false)
    }

    /// A picture is shown as what it says it is, or not at all.
    private func picture(hasData: Bool) -> HTML? {
        for format in [ImageFormat.svg, .png, .jpeg, .webP, .gif] {
            guard let bytes = bundle[format.rawValue], ImageFormat(of: bytes) == format else { continue }
            let words = alternativeText ?? bundle.alternativeText ?? bundle.text("text/plain") ?? "\(label), a picture without a description"
            // A drawing that does not know dark surroundings is on white paper there.
            let knowsDark = String(decoding: bytes, as: UTF8.self).contains("prefers-color-scheme")
            let style: HTML = format != .svg ? "picture" : knowsDark ? "chart" : "chart paper"
            let image: HTML = #"<img src="\#(format.dataURI(bytes))" alt="\#(words)">"#
            // A chart stays readable on a phone: it gets no smaller than that, and scrolls.
            let isWide = format == .svg && (ImageFormat.svgWidth(bytes) ?? 0) > 340
            return isWide ? ScrollBox.region(image, style: style, label: label) : #"<p class="\#(style)">\#(image)</p>"#
        }
        return nil
    }
}
