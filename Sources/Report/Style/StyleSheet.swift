/// The page's style, in the order in which its parts override each other.
enum StyleSheet {
    static let text = [ColorStyle.css, PageStyle.css, TextStyle.css, CellStyle.css, OutputStyle.css, AnnotationStyle.css, PrintStyle.css]
        .joined(separator: "\n")

    /// The style as content of a `style` element, in which nothing is escaped.
    static var html: HTML {
        precondition(!text.contains("</"), "the style would end its own element")
        return HTML(stringLiteral: text)
    }
}
