internal import Downloads

/// The ZIP files that PyTorch writes (APPNOTE 6.3, with ZIP64): entries stored without compression.
struct ZipArchive<Source: ByteSource> {
    let source: Source
    /// In the directory's order.
    let entries: [ZipEntry]
    private let places: [String: Int]

    init(_ source: Source) throws(CheckpointFault) {
        self.source = source
        entries = try Self.translating { () throws(ZipFault) in
            try ZipDirectory.entries(size: source.size) { source.bytes(at: $0, count: $1) }
        }
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
    }

    subscript(name: String) -> ZipEntry? { places[name].map { entries[$0] } }

    /// Where the bytes of an entry lie.
    func place(of entry: ZipEntry) throws(CheckpointFault) -> Range<Int> {
        let name = entry.name.shownInError
        let obstacle: String? = entry.isEncrypted ? "encrypted" : entry.method != 0 ? "compressed" : nil
        if let obstacle {
            throw .unsupported("\(name) is \(obstacle), which torch.save never does; save the checkpoint again in Python")
        }
        let start = try Self.translating { () throws(ZipFault) in
            try ZipDirectory.start(of: entry) { source.bytes(at: $0, count: $1) }
        }
        guard source.holds(start, entry.size) else {
            throw CheckpointFault(reason: "\(name) ends beyond the file's end")
        }
        return start..<start + entry.size
    }

    /// The bytes of an entry.
    func bytes(of entry: ZipEntry) throws(CheckpointFault) -> [UInt8] {
        let place = try place(of: entry)
        guard let bytes = source.bytes(at: place.lowerBound, count: place.count) else {
            throw CheckpointFault(reason: "\(entry.name.shownInError) cannot be read")
        }
        return bytes
    }

    private static func translating<Result>(_ body: () throws(ZipFault) -> Result) throws(CheckpointFault) -> Result {
        do throws(ZipFault) {
            return try body()
        } catch {
            throw CheckpointFault(reason: error.reason)
        }
    }
}
