import Foundation

/// The sizes and checksums of an entry's files, written when all of them are. An entry whose files are otherwise
/// (a full disk, a lost power, somebody's hand) is none, and is made again.
///
/// The checksum finds accidents, not enemies: whoever can write to the cache can run code anyway.
enum EntryManifest {
    private static let name = "manifest"

    /// Writes the manifest of a finished entry.
    static func seal(_ entry: CellCache.Entry) throws {
        let lines = try files(of: entry).map { file in
            guard let data = PlainFile.read(file) else { throw CacheError.cannotWrite(path: file.path, reason: "it is missing, or no plain file") }
            return "\(file.lastPathComponent) \(data.count) \(checksum(data))\n"
        }
        try PlainFile.write(lines.joined().utf8, to: entry.folder.appending(path: name))
    }

    /// Whether an entry is as it was sealed.
    static func isWhole(_ entry: CellCache.Entry) -> Bool {
        guard let text = PlainFile.read(entry.folder.appending(path: name)).flatMap({ String(data: $0, encoding: .utf8) }) else { return false }
        let lines = text.split(separator: "\n")
        // Each file that a reader wants has its line: a manifest that was cut short is none.
        guard text.hasSuffix("\n"), lines.count == files(of: entry).count else { return false }
        return zip(lines, files(of: entry)).allSatisfy { line, file in
            guard let data = PlainFile.read(file) else { return false }
            return line == "\(file.lastPathComponent) \(data.count) \(checksum(data))"
        }
    }

    private static func files(of entry: CellCache.Entry) -> [URL] { [entry.library, entry.swiftModule, entry.messages] }

    /// A fast sum of all bytes in their order, in words of eight: some tenths of a millisecond for a cell, also in a
    /// debug build.
    static func checksum(_ data: Data) -> String {
        var sum: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ word: UInt64) {
            sum = (sum ^ word) &* 0x100_0000_01b3
            sum ^= sum >> 29
        }
        data.withUnsafeBytes { bytes in
            var offset = 0
            while offset + 8 <= bytes.count {
                add(bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                offset += 8
            }
            for byte in bytes[offset...] { add(UInt64(byte)) }
        }
        return String(sum, radix: 16)
    }
}
