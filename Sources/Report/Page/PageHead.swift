import Digest
import Foundation

/// What stands in a report's `head`: the policy that keeps the page to itself, and its style.
package struct PageHead {
    let title: String
    /// Whether a cell's HTML is shown, whose frame is bound by the page's policy too.
    let hasFrames: Bool
    /// The one script of a page that is served; a report has none.
    var script: PageScript?
    /// The page's style sheet.
    var style = StyleSheet.text

    package var html: HTML {
        """
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="LandUse Notebooks">
        <title>\(title)</title>
        <style>\(styleContent)</style>
        """
    }

    /// A page of another kind than a notebook's report, with a style of its own behind the report's.
    package init(title: String, hasFrames: Bool, moreStyle: String) {
        self.init(title: title, hasFrames: hasFrames, script: nil, style: StyleSheet.text + "\n" + moreStyle)
    }

    init(title: String, hasFrames: Bool, script: PageScript? = nil, style: String = StyleSheet.text) {
        self.title = title
        self.hasFrames = hasFrames
        self.script = script
        self.style = style
    }

    /// The style as content of a `style` element, in which nothing is escaped.
    private var styleContent: HTML {
        precondition(!style.contains("</"), "the style would end its own element")
        return HTML(stringLiteral: style)
    }

    /// Nothing runs and nothing is requested. The page's own style is allowed by its hash; a cell's HTML
    /// may bring styles that cannot be known, and nothing but such frames could make use of them.
    var policy: String {
        let style = hasFrames ? "'unsafe-inline'" : Self.hashSource(style)
        let follow = script.map { "; script-src \($0.hashSource); connect-src 'self'" } ?? ""
        return "default-src 'none'; style-src \(style); img-src data:; base-uri 'none'; form-action 'none'\(follow)"
    }

    static let styleHash = hashSource(StyleSheet.text)

    static func hashSource(_ text: String) -> String {
        "'sha256-\(Data(SHA256.digest(of: Array(text.utf8))).base64EncodedString())'"
    }
}
