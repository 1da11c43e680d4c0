/// Text that came of a student's process: no longer than a reader would read.
enum BoundedText {
    static func text(_ text: String, most: Int = 2000) -> String {
        text.unicodeScalars.count <= most ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(most))) + "…"
    }
}
