/// A drawing to show. A report embeds it as a picture, so that its scripts and links do nothing.
///
///     SVG(#"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>"#,
///         alternativeText: "a disc")
public struct SVG: Displayable, Sendable, Equatable {
    public var source: String
    /// What the drawing shows, for those who do not see it.
    public var alternativeText: String

    public init(_ source: String, alternativeText: String) {
        self.source = source
        self.alternativeText = alternativeText
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: "[drawing: \(alternativeText)]", alternativeText: alternativeText).adding(.svg, source)
    }
}
