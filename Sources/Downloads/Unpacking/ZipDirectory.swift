/// The directory at a ZIP file's end (APPNOTE 6.3, with ZIP64), for the sizes in the local headers may be zero. A field
/// that its number does not fit holds only ones; the number then stands in a ZIP64 record.
public enum ZipDirectory {
    private static let endLength = 22, locatorLength = 20, end64Length = 56, entryLength = 46
    private static let longestComment = 65_535

    /// The entries, in the directory's order. Names are the archive's own; several entries may have one.
    /// - Parameters:
    ///   - size: the archive's bytes.
    ///   - most: the most entries that are read.
    ///   - bytes: so many bytes from an offset on; `nil` where they cannot be read.
    public static func entries(size: Int, most: Int = .max, bytes: (_ offset: Int, _ count: Int) -> [UInt8]?) throws(ZipFault) -> [ZipEntry] {
        let (count, range) = try locate(size, bytes)
        guard count <= most else { throw ZipFault(reason: "it has \(count) entries, more than the \(most) that are read") }
        guard let directory = bytes(range.lowerBound, range.count) else { throw ZipFault(reason: "its ZIP directory cannot be read") }
        var entries: [ZipEntry] = []
        entries.reserveCapacity(count)
        var place = 0
        for _ in 0..<count { entries.append(try entry(directory, &place)) }
        return entries
    }

    /// Where an entry's bytes begin, by its local header, whose fields may be of other lengths than the directory's.
    public static func start(of entry: ZipEntry, bytes: (_ offset: Int, _ count: Int) -> [UInt8]?) throws(ZipFault) -> Int {
        guard let header = bytes(entry.headerOffset, 30), number(header, 0, 4) == 0x0403_4b50 else {
            throw ZipFault(reason: "\(entry.name.shownInError) is not where the ZIP directory says")
        }
        return entry.headerOffset + 30 + Int(number(header, 26, 2) + number(header, 28, 2))
    }

    /// How many entries there are, and where the directory lies.
    private static func locate(
        _ size: Int, _ bytes: (Int, Int) -> [UInt8]?
    ) throws(ZipFault) -> (count: Int, range: Range<Int>) {
        let tailStart = max(0, size - endLength - longestComment)
        guard let tail = bytes(tailStart, size - tailStart), tail.count >= endLength,
            let end = (0...tail.count - endLength).reversed().first(where: { isEnd(tail, $0) })
        else {
            throw ZipFault(
                reason: "it begins as a ZIP file does, and the directory at its end is missing: it is truncated; download or copy it anew")
        }
        var count = number(tail, end + 10, 2), length = number(tail, end + 12, 4), offset = number(tail, end + 16, 4)
        if count == 0xffff || length == 0xffff_ffff || offset == 0xffff_ffff {
            let locator = tailStart + end - locatorLength
            guard let place = bytes(locator, locatorLength), number(place, 0, 4) == 0x0706_4b50,
                let record = bytes(Int(clamping: number(place, 8, 8)), end64Length), number(record, 0, 4) == 0x0606_4b50
            else { throw .damaged }
            (count, length, offset) = (number(record, 32, 8), number(record, 40, 8), number(record, 48, 8))
        }
        let (start, total) = (Int(clamping: offset), Int(clamping: length))
        guard start <= size, total <= size - start else { throw ZipFault(reason: "its ZIP directory lies beyond its end") }
        // Each entry has its bytes, so that a count alone makes no work.
        guard count <= UInt64(total / entryLength) else { throw .damaged }
        return (Int(count), start..<start + total)
    }

    private static func isEnd(_ tail: [UInt8], _ place: Int) -> Bool {
        tail[place] == 0x50 && number(tail, place, 4) == 0x0605_4b50 && place + endLength + Int(number(tail, place + 20, 2)) <= tail.count
    }

    /// Reads the entry at `place` and passes over it.
    private static func entry(_ directory: [UInt8], _ place: inout Int) throws(ZipFault) -> ZipEntry {
        guard place + entryLength <= directory.count, number(directory, place, 4) == 0x0201_4b50 else { throw .damaged }
        let nameStart = place + entryLength
        let extraStart = nameStart + Int(number(directory, place + 28, 2))
        let extraEnd = extraStart + Int(number(directory, place + 30, 2))
        let end = extraEnd + Int(number(directory, place + 32, 2))
        guard end <= directory.count else { throw .damaged }

        var sizes = [number(directory, place + 24, 4), number(directory, place + 20, 4), number(directory, place + 42, 4)]
        try widen(&sizes, directory, extraStart..<extraEnd)
        // Made on Unix: the mode is the upper half of the external attributes (APPNOTE 4.4.2, 4.4.15).
        let isUnix = directory[place + 5] == 3
        defer { place = end }
        return ZipEntry(
            name: String(decoding: directory[nameStart..<extraStart], as: UTF8.self), size: Int(clamping: sizes[0]),
            compressedSize: Int(clamping: sizes[1]), headerOffset: Int(clamping: sizes[2]),
            checksum: UInt32(truncatingIfNeeded: number(directory, place + 16, 4)), method: Int(number(directory, place + 10, 2)),
            isEncrypted: number(directory, place + 8, 2) & 1 == 1,
            mode: isUnix ? UInt32(truncatingIfNeeded: number(directory, place + 40, 2)) : 0)
    }

    /// Replaces the fields that are all ones (size, compressed size, offset) by the ZIP64 field's, in this order.
    private static func widen(_ sizes: inout [UInt64], _ directory: [UInt8], _ extra: Range<Int>) throws(ZipFault) {
        let wide = sizes.indices.filter { sizes[$0] == 0xffff_ffff }
        guard !wide.isEmpty else { return }
        var place = extra.lowerBound
        while place + 4 <= extra.upperBound {
            let length = Int(number(directory, place + 2, 2))
            guard place + 4 + length <= extra.upperBound else { throw .damaged }
            if number(directory, place, 2) == 1 {
                guard length >= 8 * wide.count else { throw .damaged }
                for (index, field) in wide.enumerated() { sizes[field] = number(directory, place + 4 + 8 * index, 8) }
                return
            }
            place += 4 + length
        }
        throw .damaged
    }

    /// The little-endian number of eight bytes or fewer that stands at `place`.
    private static func number(_ bytes: [UInt8], _ place: Int, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        var index = count - 1
        while index >= 0 {
            value = value << 8 | UInt64(bytes[place + index])
            index -= 1
        }
        return value
    }
}
