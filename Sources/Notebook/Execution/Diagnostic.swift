/// Something a person should know about a place in a notebook: `path:line:column: error: message`.
public struct Diagnostic: Sendable, Equatable, CustomStringConvertible {
    public enum Severity: String, Sendable { case error, warning, note }

    public var severity: Severity
    public var path: String
    /// `nil` where the whole file is meant.
    public var position: SourcePosition?
    public var message: String

    public init(_ severity: Severity, path: String, position: SourcePosition?, message: String) {
        self.severity = severity
        self.path = path
        self.position = position
        self.message = message
    }

    public var description: String {
        let place = position.map { "\(path):\($0.line):\($0.column)" } ?? path
        return "\(place): \(severity.rawValue): \(message)"
    }
}
