/// The ZIP files that PyTorch writes (APPNOTE 6.3, with ZIP64): entries stored without compression, found
/// through the central directory at the file's end, for the sizes in the local headers may be zero.
struct ZipArchive<Source: ByteSource> {
    let source: Source
    /// In the directory's order.
    private(set) var entries: [ZipEntry] = []
    private var places: [String: Int] = [:]

    init(_ source: Source) throws(CheckpointFault) {
        self.source = source
        let (count, range) = try ZipDirectory.locate(in: source)
        guard let directory = source.bytes(at: range.lowerBound, count: range.count) else {
            throw CheckpointFault(reason: "its ZIP directory cannot be read")
        }
        var place = 0
        for _ in 0..<count {
            let entry = try ZipDirectory.entry(directory, &place)
            guard places.updateValue(entries.count, forKey: entry.name) == nil else {
                throw CheckpointFault(reason: "it has two entries named \(entry.name.shownInError)")
            }
            entries.append(entry)
        }
    }

    subscript(name: String) -> ZipEntry? { places[name].map { entries[$0] } }

    /// Where the bytes of an entry lie.
    func place(of entry: ZipEntry) throws(CheckpointFault) -> Range<Int> {
        let name = entry.name.shownInError
        if let obstacle = entry.obstacle {
            throw .unsupported("\(name) is \(obstacle), which torch.save never does; save the checkpoint again in Python")
        }
        guard let header = source.bytes(at: entry.headerOffset, count: 30), header.littleEndian(0, 4) == 0x0403_4b50 else {
            throw CheckpointFault(reason: "\(name) is not where the ZIP directory says")
        }
        let start = entry.headerOffset + 30 + Int(header.littleEndian(26, 2) + header.littleEndian(28, 2))
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
}
