/// A frame on the wire: four bytes of length, little endian, then so many bytes.
public enum Frame {
    /// The longest payload that is accepted: a displayed picture is far smaller.
    public static let maximumLength = 64 << 20

    static func wrap(_ payload: [UInt8]) -> [UInt8] {
        var writer = WireWriter()
        writer.write(payload)
        return writer.bytes
    }
}

/// Cuts a byte stream, as it arrives, into the payloads of its frames.
public struct FrameScanner: Sendable {
    private var buffer: [UInt8] = []

    public init() {}

    /// Takes bytes that arrived, and gives the payloads that are now whole.
    public mutating func append(_ bytes: some Sequence<UInt8>) throws(WireError) -> [[UInt8]] {
        buffer.append(contentsOf: bytes)
        var payloads: [[UInt8]] = []
        var start = 0
        while buffer.count - start >= 4 {
            let length = (0..<4).reduce(0) { $0 | Int(buffer[start + $1]) << (8 * $1) }
            guard length <= Frame.maximumLength else { throw .frameTooLong(length) }
            guard buffer.count - start - 4 >= length else { break }
            payloads.append(Array(buffer[(start + 4)..<(start + 4 + length)]))
            start += 4 + length
        }
        buffer.removeFirst(start)
        return payloads
    }
}
