/// A tar file (POSIX ustar) with a handful of files, as PyTorch wrote them before 2017.
struct TarArchive {
    /// Where each file's bytes lie; of two with one name, the later counts.
    private(set) var members: [String: Range<Int>] = [:]

    private static let blockSize = 512

    init(_ source: some ByteSource) throws(CheckpointFault) {
        var position = 0
        while let header = source.bytes(at: position, count: Self.blockSize), header.contains(where: { $0 != 0 }) {
            try Self.verify(header, position)
            guard let size = Self.octal(header[124..<136]), source.holds(position + Self.blockSize, size) else {
                throw CheckpointFault(reason: "a file within the tar file ends beyond its end: it is truncated; download or copy it anew")
            }
            let start = position + Self.blockSize
            // "0" and 0 are plain files; others (folders, attributes) have nothing for us.
            if header[156] == UInt8(ascii: "0") || header[156] == 0 {
                let name = String(decoding: header[..<100].prefix { $0 != 0 }, as: UTF8.self)
                members[name.hasPrefix("./") ? String(name.dropFirst(2)) : name] = start..<start + size
            }
            position = start + (size + Self.blockSize - 1) / Self.blockSize * Self.blockSize
        }
    }

    /// The sum of the header's bytes, its own field counting as spaces.
    private static func verify(_ header: [UInt8], _ position: Int) throws(CheckpointFault) {
        let sum = header.enumerated().reduce(0) { $0 + (148..<156 ~= $1.offset ? 0x20 : Int($1.element)) }
        guard octal(header[148..<156]) == sum else {
            throw CheckpointFault(reason: "the tar header at byte \(position) is damaged")
        }
    }

    /// Digits to the base eight, between spaces and zero bytes.
    private static func octal(_ field: ArraySlice<UInt8>) -> Int? {
        let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
        return Int(String(decoding: digits, as: UTF8.self), radix: 8).flatMap { $0 < 0 ? nil : $0 }
    }
}
