import Notebook

/// Markdown that a student or a program wrote, for a box that is labelled as theirs: no picture is loaded for it, its
/// headings are none of the page's, and no class or id survives.
package enum UntrustedProse {
    /// - Parameter showingHTML: whether raw HTML stands as the text that it is.
    package static func html(_ markdown: String, showingHTML: Bool = false) -> HTML {
        // No folder to load pictures from: see `ProseImages`.
        var renderer = ProseRenderer(images: ProseImages(load: nil, document: nil), headingShift: 2)
        renderer.showsHTML = showingHTML
        return renderer.html(Markdown.parse(markdown))
    }
}
