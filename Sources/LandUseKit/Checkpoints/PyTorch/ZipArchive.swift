/// The ZIP files that PyTorch writes (APPNOTE 6.3): entries stored without compression, found through the
/// central directory at the file's end, for the sizes in the local headers are zero. Encryption,
/// compression and ZIP64 are refused.
struct ZipArchive {
    struct Entry {
        var name: String
        /// Bytes.
        var size: Int
        /// Where the entry's local header stands, in bytes.
        var headerOffset: Int
        var isStored: Bool
    }

    let file: InputFile
    private(set) var entries: [String: Entry] = [:]

    init(_ file: InputFile) throws(CheckpointError) {
        self.file = file
        // The end record has 22 bytes and a comment of at most 65,535.
        let tailStart = max(0, file.size - 22 - 65_535)
        guard let tail = file.bytes(at: tailStart, count: file.size - tailStart), tail.count >= 22,
            let end = (0...tail.count - 22).reversed().first(where: { Self.number(tail, $0, 4) == 0x0605_4b50 })
        else {
            throw .malformed(path: file.path, reason: "it has no ZIP directory at its end: it is truncated, or of another kind")
        }
        let count = Self.number(tail, end + 10, 2), size = Self.number(tail, end + 12, 4), offset = Self.number(tail, end + 16, 4)
        guard count < 0xffff, size < 0xffff_ffff, offset < 0xffff_ffff else {
            throw .malformed(path: file.path, reason: "it is of the ZIP64 kind, which is not supported")
        }
        guard let directory = file.bytes(at: offset, count: size) else {
            throw .malformed(path: file.path, reason: "its ZIP directory lies beyond its end")
        }
        var place = 0
        for _ in 0..<count {
            guard place + 46 <= directory.count, Self.number(directory, place, 4) == 0x0201_4b50 else {
                throw .malformed(path: file.path, reason: "its ZIP directory is damaged")
            }
            let lengths = [28, 30, 32].map { Self.number(directory, place + $0, 2) }
            guard place + 46 + lengths.reduce(0, +) <= directory.count else {
                throw .malformed(path: file.path, reason: "its ZIP directory is damaged")
            }
            let name = String(decoding: directory[place + 46..<place + 46 + lengths[0]], as: UTF8.self)
            let isEncrypted = Self.number(directory, place + 8, 2) & 1 == 1
            let entry = Entry(
                name: name, size: Self.number(directory, place + 24, 4), headerOffset: Self.number(directory, place + 42, 4),
                isStored: Self.number(directory, place + 10, 2) == 0 && !isEncrypted)
            guard entries.updateValue(entry, forKey: name) == nil else {
                throw .malformed(path: file.path, reason: "it has two entries named \(name)")
            }
            place += 46 + lengths.reduce(0, +)
        }
    }

    /// The bytes of an entry; `nil` where it is compressed, or not wholly within the file.
    func bytes(of entry: Entry) -> [UInt8]? {
        guard entry.isStored, let header = file.bytes(at: entry.headerOffset, count: 30),
            Self.number(header, 0, 4) == 0x0403_4b50
        else { return nil }
        let start = entry.headerOffset + 30 + Self.number(header, 26, 2) + Self.number(header, 28, 2)
        return file.bytes(at: start, count: entry.size)
    }

    /// A little-endian number of so many bytes.
    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> Int {
        (0..<count).reversed().reduce(0) { $0 << 8 | Int(bytes[place + $1]) }
    }
}
