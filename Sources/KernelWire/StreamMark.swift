/// The mark that the kernel writes into standard output and standard error at every reply, so that the
/// host knows what was printed before it: an application program command (ECMA-48, 8.3.2), which carries
/// a key that the host picks for the session, and the reply's number.
public struct StreamMark: Sendable {
    /// Drawn by the host for one kernel, so that no printed text can hold it by accident.
    public let key: String

    public init(key: String) { self.key = key }

    /// The mark's bytes: ESC _ key ; number ESC \
    public func bytes(_ number: UInt32) -> [UInt8] {
        prefix + Array(String(number).utf8) + Self.terminator
    }

    /// What every mark of the session begins with.
    public var prefix: [UInt8] { [0x1B, 0x5F] + Array(key.utf8) + [0x3B] }

    public static let terminator: [UInt8] = [0x1B, 0x5C]
}
