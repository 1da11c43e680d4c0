import Digest
import Foundation

/// What stands in a report's `head`: the policy that keeps the page to itself, and its style.
struct PageHead {
    let title: String
    /// Whether a cell's HTML is shown, whose frame is bound by the page's policy too.
    let hasFrames: Bool

    var html: HTML {
        """
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="color-scheme" content="light dark">
        <meta name="generator" content="LandUse Notebooks">
        <title>\(title)</title>
        <style>\(StyleSheet.html)</style>
        """
    }

    /// Nothing runs and nothing is requested. The page's own style is allowed by its hash; a cell's HTML
    /// may bring styles that cannot be known, and nothing but such frames could make use of them.
    private var policy: String {
        let hash = Data(SHA256.digest(of: Array(StyleSheet.text.utf8))).base64EncodedString()
        let style = hasFrames ? "'unsafe-inline'" : "'sha256-\(hash)'"
        return "default-src 'none'; style-src \(style); img-src data:; base-uri 'none'; form-action 'none'"
    }
}
