/// The page's style, in the order in which its parts override each other.
package enum StyleSheet {
    package static let text = [ColorStyle.css, PageStyle.css, TextStyle.css, CellStyle.css, OutputStyle.css, AnnotationStyle.css, PrintStyle.css]
        .joined(separator: "\n")
}
