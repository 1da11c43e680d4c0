/// Boxes for what may be wider than the page: they scroll, not the page, and the keyboard reaches them.
package enum ScrollBox {
    /// Columns that fit on a phone; what is narrower needs no scrolling, and no stop for the keyboard.
    private static let narrow = 36

    /// Preformatted text. `text` is what `content` shows, to tell how wide it is.
    package static func pre(_ content: HTML, text: String, style: HTML, label: String) -> HTML {
        let isWide = text.split(whereSeparator: \.isNewline).contains { $0.utf8.count > narrow }
        guard isWide else { return #"<pre class="\#(style)">\#(content)</pre>"# }
        return #"<pre class="\#(style)" tabindex="0" role="region" aria-label="\#(label)">\#(content)</pre>"#
    }

    package static func region(_ content: HTML, style: HTML, label: String) -> HTML {
        #"<div class="scroll \#(style)" tabindex="0" role="region" aria-label="\#(label)">\#(content)</div>"#
    }
}
