/// A picture that Markdown or raw HTML asks for.
struct RawImage: Equatable {
    var source: String
    var alternativeText: String
    var title: String?
    /// In pixels.
    var width: Int?
    /// In pixels.
    var height: Int?

    /// A size in an attribute: "320", or "320px" as some write it. No picture is larger than any page.
    static func pixels(_ text: String) -> Int? {
        let digits = text.hasSuffix("px") ? text.dropLast(2) : text[...]
        return Int(digits).flatMap { (1...4096).contains($0) ? $0 : nil }
    }

    /// The attributes that say it.
    var size: HTML {
        let width: HTML? = width.map { #" width="\#($0)""# }, height: HTML? = height.map { #" height="\#($0)""# }
        return "\(width)\(height)"
    }
}
