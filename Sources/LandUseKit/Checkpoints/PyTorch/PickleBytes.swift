/// A pickle's bytes, each bounds-checked as it is read.
struct PickleBytes {
    private let bytes: [UInt8]
    private(set) var position: Int

    init(_ bytes: [UInt8], from position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    mutating func byte() throws(CheckpointFault) -> UInt8 {
        guard position < bytes.count else { throw Self.ended }
        position += 1
        return bytes[position - 1]
    }

    /// A little-endian number without a sign, of four bytes or fewer.
    mutating func number(_ count: Int) throws(CheckpointFault) -> Int {
        let place = try skip(count)
        return Int(bytes.littleEndian(place, count))
    }

    /// A length of eight bytes; one that no file has is caught where it is used.
    mutating func length() throws(CheckpointFault) -> Int {
        let place = try skip(8)
        return Int(clamping: bytes.littleEndian(place, 8))
    }

    /// A little-endian number in two's complement; `nil` where it has more than eight bytes.
    mutating func signed(_ count: Int) throws(CheckpointFault) -> Int? {
        let place = try skip(count)
        guard count <= 8 else { return nil }
        guard count > 0 else { return 0 }
        let shift = 64 - 8 * count
        return Int(Int64(bitPattern: bytes.littleEndian(place, count) << shift) >> shift)
    }

    /// A number with its most significant byte first.
    mutating func double() throws(CheckpointFault) -> Double {
        let place = try skip(8)
        return Double(bitPattern: bytes.littleEndian(place, 8).byteSwapped)
    }

    mutating func string(_ count: Int) throws(CheckpointFault) -> String {
        let place = try skip(count)
        return String(decoding: bytes[place..<place + count], as: UTF8.self)
    }

    /// Text up to the end of a line.
    mutating func line() throws(CheckpointFault) -> String {
        guard let end = bytes[position...].firstIndex(of: 0x0a) else { throw Self.ended }
        defer { position = end + 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    /// Passes over so many bytes and returns where they begin.
    @discardableResult
    mutating func skip(_ count: Int) throws(CheckpointFault) -> Int {
        guard count >= 0, count <= bytes.count - position else { throw Self.ended }
        defer { position += count }
        return position
    }

    private static var ended: CheckpointFault { CheckpointFault(reason: "its pickle ends early") }
}
