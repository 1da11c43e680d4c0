/// The script of a page that is served and follows its notebook. The page's policy lets this one run and talk to
/// its own server, and nothing else.
public struct PageScript: Sendable {
    /// The script itself.
    public let source: String
    /// What it finds as its element's `data-version`.
    public let version: String

    public init(source: String, version: String) {
        // Anything else would end the element, or begin what hides its end.
        precondition(!source.contains("</") && !source.contains("<!--"), "the script would end its own element")
        self.source = source
        self.version = version
    }

    var html: HTML { #"<script data-version="\#(version)">\#(HTML(stringLiteral: source))</script>"# }
}
