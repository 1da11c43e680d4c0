/// Writes the fields of a frame: integers in little endian, strings and bytes with their length before them.
struct WireWriter {
    private(set) var bytes: [UInt8] = []

    mutating func write<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ value: [UInt8]) {
        write(UInt32(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func write(_ value: String) { write(Array(value.utf8)) }

    mutating func write<Element>(_ values: [Element], _ writeElement: (inout WireWriter, Element) -> Void) {
        write(UInt32(values.count))
        for value in values { writeElement(&self, value) }
    }
}

/// Reads what `WireWriter` wrote, and trusts none of it: every length is checked against what is there
/// before memory is taken.
struct WireReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: some Collection<UInt8>) { rest = ArraySlice(Array(bytes)) }

    mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type = Integer.self) throws(WireError) -> Integer {
        let size = MemoryLayout<Integer>.size
        guard rest.count >= size else { throw WireError.truncated }
        var value: Integer = 0
        for (index, byte) in rest.prefix(size).enumerated() { value |= Integer(truncatingIfNeeded: byte) << (8 * index) }
        rest.removeFirst(size)
        return value
    }

    mutating func bytes() throws(WireError) -> [UInt8] {
        let count = Int(try integer(UInt32.self))
        guard count <= rest.count else { throw WireError.truncated }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }

    mutating func string() throws(WireError) -> String {
        String(decoding: try bytes(), as: UTF8.self)
    }

    /// - Parameter most: how many elements there may be.
    mutating func list<Element>(
        most: Int, _ readElement: (inout WireReader) throws(WireError) -> Element
    ) throws(WireError) -> [Element] {
        let count = Int(try integer(UInt32.self))
        // An element takes a byte at least, so a count beyond that is a lie.
        guard count <= rest.count else { throw WireError.truncated }
        guard count <= most else { throw WireError.tooMany(count) }
        var elements: [Element] = []
        for _ in 0..<count { elements.append(try readElement(&self)) }
        return elements
    }

    func end() throws(WireError) {
        guard rest.isEmpty else { throw WireError.trailingBytes(rest.count) }
    }
}

/// Why bytes are no frame.
public enum WireError: Error, Sendable, Equatable {
    case truncated
    case trailingBytes(Int)
    case unknownTag(UInt8)
    case frameTooLong(Int)
    case tooMany(Int)
}
