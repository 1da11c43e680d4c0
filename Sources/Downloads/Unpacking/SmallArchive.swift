internal import CZlib

/// A ZIP file that is held in memory, as people hand in work: small, and trusted with nothing. Only what is asked for is looked
/// at and unpacked, so that what else was packed along, a link or a name that no folder could have, harms nobody.
public struct SmallArchive {
    /// Its files, folders left out, in the directory's order. Names are the archive's own: they may say anything.
    public let files: [ZipEntry]
    private let bytes: [UInt8]

    /// Reads the directory.
    /// - Parameter most: the most entries that are read.
    public init(_ bytes: [UInt8], most: Int = 20_000) throws(ZipFault) {
        guard bytes.starts(with: [0x50, 0x4b, 3, 4]) else { throw ZipFault(reason: "it is no ZIP archive") }
        files = try ZipDirectory.entries(size: bytes.count, most: most) { Self.slice(bytes, $0, $1) }.filter { !$0.isFolder }
        self.bytes = bytes
    }

    /// A file's bytes, checked: those of a plain file, which is there once.
    /// - Parameter limit: the most bytes that are unpacked.
    public func contents(of entry: ZipEntry, limit: Int) throws(ZipFault) -> [UInt8] {
        if let reason = czlib_load() { throw ZipFault(reason: String(cString: reason)) }
        try UnpackingPlan.requirePlain(entry)
        guard files.count(where: { $0.name == entry.name }) == 1 else {
            throw ZipFault(reason: "it has two entries named \(entry.name.shownInError)")
        }
        guard entry.size <= limit else {
            throw ZipFault(reason: "\(entry.name.shownInError) has \(entry.size) bytes, more than the \(limit) that are read")
        }
        return try entry.contents { Self.slice(bytes, $0, $1) }
    }

    private static func slice(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> [UInt8]? {
        guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
        return Array(bytes[offset..<offset + count])
    }
}
