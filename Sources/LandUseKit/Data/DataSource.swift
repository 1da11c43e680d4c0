/// Where pictures come from: what a report says of its data.
public struct DataSource: Sendable, Equatable {
    /// "UC Merced Land Use".
    public var name: String
    /// "USGS imagery, public domain".
    public var licence: String
    /// The folder or file on this machine; `nil` for pictures that were never in one.
    public var place: String?
    /// Whether a program drew the pictures, so that results say nothing about real ones.
    public var isGenerated: Bool
    /// Whether a program drew some of the pictures, and not all.
    public var isPartlyGenerated: Bool

    public init(
        name: String, licence: String = "not known", place: String? = nil, isGenerated: Bool = false, isPartlyGenerated: Bool = false
    ) {
        self.name = name
        self.licence = licence
        self.place = place
        self.isGenerated = isGenerated
        self.isPartlyGenerated = isPartlyGenerated && !isGenerated
    }
}
