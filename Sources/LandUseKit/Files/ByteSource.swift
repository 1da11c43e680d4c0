/// Bytes that can be read at any place: a file, or what lies in memory.
protocol ByteSource: AnyObject {
    /// How errors name it.
    var path: String { get }
    /// Bytes.
    var size: Int { get }

    /// Fills `target` with the bytes from `offset` on; false where there are not as many, or they cannot be read.
    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Bool
}

extension ByteSource {
    /// Bytes from `offset` on; `nil` where the source does not have them.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        guard holds(offset, count) else { return nil }
        var isComplete = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            isComplete = read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
            initialized = isComplete ? count : 0
        }
        return isComplete ? bytes : nil
    }

    /// A little-endian number of eight bytes or fewer.
    func number(at offset: Int, bytes count: Int) -> UInt64? { bytes(at: offset, count: count)?.littleEndian(0, count) }

    /// Whether so many bytes lie there.
    func holds(_ offset: Int, _ count: Int) -> Bool {
        offset >= 0 && count >= 0 && offset <= size && count <= size - offset
    }
}

extension Array<UInt8> {
    /// The little-endian number that stands at `place`, of eight bytes or fewer.
    func littleEndian(_ place: Int, _ count: Int) -> UInt64 {
        (0..<count).reversed().reduce(0) { $0 << 8 | UInt64(self[place + $1]) }
    }
}
