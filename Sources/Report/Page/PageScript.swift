import Digest
import Foundation

/// The script of a page that is served and follows its notebook. The page's policy lets this one run and talk to
/// its own server, and nothing else. What it is to know at its start is its element's `data-version`.
public struct PageScript: Sendable {
    /// The script itself.
    public let source: String
    /// How a policy names it.
    let hashSource: String

    public init(source: String) {
        // Anything else would end the element, or begin what hides its end.
        precondition(!source.contains("</") && !source.contains("<!--"), "the script would end its own element")
        self.source = source
        hashSource = PageHead.hashSource(source)
    }

    func html(version: String) -> HTML { #"<script data-version="\#(version)">\#(HTML(stringLiteral: source))</script>"# }
}
