/// One value in several representations, richest wins: Jupyter's "MIME bundle".
///
/// Every bundle carries `text/plain`, which a terminal shows and a report falls back to.
///
///     MIMEBundle(plain: "42")
///     MIMEBundle(plain: "a map").adding(.png, pngBytes)
public struct MIMEBundle: Sendable, Equatable {
    /// A representation: its MIME type, and its bytes (UTF-8 for text types, raw for images).
    public struct Representation: Sendable, Equatable {
        public var type: MIMEType
        public var bytes: [UInt8]
    }

    /// The representations in the order in which they were added.
    public private(set) var representations: [Representation] = []

    /// What a screen reader says in place of a picture. `nil` for what is text anyway.
    public var alternativeText: String?

    /// A bundle with the text that every front end can show.
    public init(plain text: String, alternativeText: String? = nil) {
        self.alternativeText = alternativeText
        self[.plainText] = Array(text.utf8)
    }

    /// The bytes of one representation; setting `nil` removes it.
    public subscript(type: MIMEType) -> [UInt8]? {
        get { representations.first { $0.type == type }?.bytes }
        set {
            representations.removeAll { $0.type == type }
            if let newValue { representations.append(Representation(type: type, bytes: newValue)) }
        }
    }

    /// This bundle with one more text representation.
    public func adding(_ type: MIMEType, _ text: String) -> MIMEBundle {
        adding(type, Array(text.utf8))
    }

    /// This bundle with one more representation.
    public func adding(_ type: MIMEType, _ bytes: [UInt8]) -> MIMEBundle {
        var copy = self
        copy[type] = bytes
        return copy
    }
}

/// The name of a format, as registered with IANA or by Jupyter.
public struct MIMEType: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public init(stringLiteral value: String) { rawValue = value }

    public static let plainText: MIMEType = "text/plain"
    public static let html: MIMEType = "text/html"
    public static let markdown: MIMEType = "text/markdown"
    public static let png: MIMEType = "image/png"
    public static let jpeg: MIMEType = "image/jpeg"
    public static let svg: MIMEType = "image/svg+xml"
    /// A table as data: the Tabular Data Resource that Jupyter's front ends read.
    public static let table: MIMEType = "application/vnd.dataresource+json"
    /// Several values side by side, each with its own representations (see `Gallery`).
    public static let gallery: MIMEType = "application/vnd.landuse.gallery+json"

    /// What of a value is the same whenever the notebook runs: of one that also tells how long something took. `landuse verify`
    /// compares this in place of the others, and nothing shows it.
    public static let reproducible: MIMEType = "text/vnd.landuse.reproducible"

    /// What a check observed, for the judge: see `CellRuntime.observe`.
    public static let observation: MIMEType = "application/vnd.landuse.observation+json"

    /// Whether its bytes are UTF-8.
    var isText: Bool { rawValue.hasPrefix("text/") || rawValue.hasSuffix("+json") || rawValue.hasSuffix("+xml") }
}
