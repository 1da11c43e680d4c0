internal import CZlib

/// A ZIP file that is held in memory, as people hand in work: small, and trusted with nothing.
public struct SmallArchive {
    /// More than any honest archive of this kind has.
    public struct Limits: Sendable {
        public var entries = 2000
        /// Bytes of all files together, unpacked.
        public var bytes = 256 << 20
        /// How many times its packed size a file may have.
        public var ratio = 300

        public init() {}
    }

    /// Its files, folders left out, in the directory's order.
    public let files: [ZipEntry]
    private let bytes: [UInt8]

    /// Reads the directory. One entry that climbs out of the folder, is a link, or is too much condemns the archive.
    public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(ZipFault) {
        guard bytes.starts(with: [0x50, 0x4b, 3, 4]) else { throw ZipFault(reason: "it is no ZIP archive") }
        let entries = try ZipDirectory.entries(size: bytes.count) { Self.slice(bytes, $0, $1) }
        guard entries.count <= limits.entries else {
            throw ZipFault(reason: "it has \(entries.count) entries, more than the \(limits.entries) that are read")
        }
        var total = 0
        for entry in entries {
            _ = try UnpackingPlan.parts(of: entry)
            try UnpackingPlan.requirePlain(entry)
            let name = entry.name.shownInError
            // Small files compress well without harm.
            guard entry.size <= 1 << 20 || entry.size / limits.ratio <= entry.compressedSize else {
                throw ZipFault(reason: "\(name) would unpack to more than \(limits.ratio) times its size")
            }
            let sum = total.addingReportingOverflow(entry.size)
            guard !sum.overflow, sum.partialValue <= limits.bytes else {
                throw ZipFault(reason: "its files would have more than \(limits.bytes >> 20) MiB together")
            }
            total = sum.partialValue
        }
        files = entries.filter { !$0.isFolder }
        self.bytes = bytes
    }

    /// A file's bytes, checked.
    /// - Parameter limit: the most bytes that are unpacked.
    public func contents(of entry: ZipEntry, limit: Int) throws(ZipFault) -> [UInt8] {
        if let reason = czlib_load() { throw ZipFault(reason: String(cString: reason)) }
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
