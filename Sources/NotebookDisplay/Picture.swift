/// A raster picture, as encoded bytes with the words that stand for it.
public struct Picture: Displayable, Sendable, Equatable {
    /// The PNG file's bytes.
    public var png: [UInt8]
    /// Pixels.
    public var width: Int
    /// Pixels.
    public var height: Int
    /// What the picture shows, for those who do not see it.
    public var alternativeText: String

    public init(png: [UInt8], width: Int, height: Int, alternativeText: String) {
        self.png = png
        self.width = width
        self.height = height
        self.alternativeText = alternativeText
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: "[picture \(width)×\(height): \(alternativeText)]", alternativeText: alternativeText)
            .adding(.png, png)
    }
}
