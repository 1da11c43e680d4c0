/// What the directory says of one of a ZIP file's files.
struct ZipEntry {
    var name: String
    /// Bytes.
    var size: Int
    /// Where the entry's local header stands, in bytes.
    var headerOffset: Int
    /// Why its bytes cannot be used, if they cannot.
    var obstacle: String?
}

/// The directory at a ZIP file's end. A field that its number does not fit holds only ones; the number then
/// stands in a ZIP64 record.
enum ZipDirectory {
    private static let endLength = 22, locatorLength = 20, end64Length = 56, entryLength = 46
    private static let longestComment = 65_535

    /// How many entries there are, and where the directory lies.
    static func locate(in source: some ByteSource) throws(CheckpointFault) -> (count: Int, range: Range<Int>) {
        let tailStart = max(0, source.size - endLength - longestComment)
        guard let tail = source.bytes(at: tailStart, count: source.size - tailStart), tail.count >= endLength,
            let end = (0...tail.count - endLength).reversed().first(where: { isEnd(tail, $0) })
        else {
            throw CheckpointFault(
                reason: "it begins as a ZIP file does, and the directory at its end is missing: it is truncated; download or copy it anew")
        }
        var count = tail.littleEndian(end + 10, 2), size = tail.littleEndian(end + 12, 4), offset = tail.littleEndian(end + 16, 4)
        if count == 0xffff || size == 0xffff_ffff || offset == 0xffff_ffff {
            let locator = tailStart + end - locatorLength
            guard source.number(at: locator, bytes: 4) == 0x0706_4b50, let place = source.number(at: locator + 8, bytes: 8),
                let record = source.bytes(at: Int(clamping: place), count: end64Length), record.littleEndian(0, 4) == 0x0606_4b50
            else { throw damaged }
            (count, size, offset) = (record.littleEndian(32, 8), record.littleEndian(40, 8), record.littleEndian(48, 8))
        }
        let (start, length) = (Int(clamping: offset), Int(clamping: size))
        guard source.holds(start, length) else { throw CheckpointFault(reason: "its ZIP directory lies beyond its end") }
        // Each entry has its bytes, so that a count alone makes no work.
        guard count <= UInt64(length / entryLength) else { throw damaged }
        return (Int(count), start..<start + length)
    }

    private static func isEnd(_ tail: [UInt8], _ place: Int) -> Bool {
        tail[place] == 0x50 && tail.littleEndian(place, 4) == 0x0605_4b50
            && place + endLength + Int(tail.littleEndian(place + 20, 2)) <= tail.count
    }

    /// Reads the entry at `place` and passes over it.
    static func entry(_ directory: [UInt8], _ place: inout Int) throws(CheckpointFault) -> ZipEntry {
        guard place + entryLength <= directory.count, directory.littleEndian(place, 4) == 0x0201_4b50 else { throw damaged }
        let nameStart = place + entryLength
        let extraStart = nameStart + Int(directory.littleEndian(place + 28, 2))
        let extraEnd = extraStart + Int(directory.littleEndian(place + 30, 2))
        let end = extraEnd + Int(directory.littleEndian(place + 32, 2))
        guard end <= directory.count else { throw damaged }

        var sizes = [directory.littleEndian(place + 24, 4), directory.littleEndian(place + 20, 4), directory.littleEndian(place + 42, 4)]
        try widen(&sizes, directory, extraStart..<extraEnd)
        let flags = directory.littleEndian(place + 8, 2), method = directory.littleEndian(place + 10, 2)
        let obstacle: String? = flags & 1 == 1 ? "encrypted" : method != 0 ? "compressed" : nil
        defer { place = end }
        return ZipEntry(
            name: String(decoding: directory[nameStart..<extraStart], as: UTF8.self), size: Int(clamping: sizes[0]),
            headerOffset: Int(clamping: sizes[2]), obstacle: obstacle)
    }

    /// Replaces the fields that are all ones (size, compressed size, offset) by the ZIP64 field's, in this order.
    private static func widen(_ sizes: inout [UInt64], _ directory: [UInt8], _ extra: Range<Int>) throws(CheckpointFault) {
        let wide = sizes.indices.filter { sizes[$0] == 0xffff_ffff }
        guard !wide.isEmpty else { return }
        var place = extra.lowerBound
        while place + 4 <= extra.upperBound {
            let length = Int(directory.littleEndian(place + 2, 2))
            guard place + 4 + length <= extra.upperBound else { throw damaged }
            if directory.littleEndian(place, 2) == 1 {
                guard length >= 8 * wide.count else { throw damaged }
                for (index, field) in wide.enumerated() { sizes[field] = directory.littleEndian(place + 4 + 8 * index, 8) }
                return
            }
            place += 4 + length
        }
        throw damaged
    }

    private static var damaged: CheckpointFault { CheckpointFault(reason: "its ZIP directory is damaged") }
}
