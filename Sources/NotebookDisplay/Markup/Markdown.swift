/// Markdown to show: a report renders it like the notebook's own prose.
///
///     Markdown("The accuracy is **\(accuracy)**.")
public struct Markdown: Displayable, Sendable, Equatable {
    public var source: String

    public init(_ source: String) { self.source = source }

    public var mimeBundle: MIMEBundle { MIMEBundle(plain: source).adding(.markdown, source) }
}
