/// Memory that something takes.
public struct Size: Sendable, Equatable, Codable {
    public var label: String
    public var bytes: Int

    public init(_ label: String, bytes: Int) {
        self.label = label
        self.bytes = bytes
    }
}
