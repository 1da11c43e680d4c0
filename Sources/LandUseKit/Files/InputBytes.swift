/// Bytes in memory, read like a file.
final class InputBytes: ByteSource {
    let path: String
    private let contents: [UInt8]

    init(_ contents: [UInt8], path: String) {
        self.contents = contents
        self.path = path
    }

    var size: Int { contents.count }

    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
        guard holds(offset, target.count) else { return false }
        target.copyBytes(from: contents[offset..<offset + target.count])
        return true
    }
}
