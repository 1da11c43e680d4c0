/// A ZIP file with whatever names, modes and lies a test wants, its entries not compressed.
struct ZipWriter {
    struct Entry {
        var name: String
        var contents: [UInt8] = []
        var mode: UInt32 = 0o100644
        var method = 0, flags = 0
        /// What the directory says in place of the truth.
        var claimedSize: Int?
        var claimedChecksum: UInt32?
    }

    static func bytes(_ entries: [Entry]) -> [UInt8] {
        var archive: [UInt8] = [], directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8), offset = archive.count
            let common = number(entry.flags, 2) + number(entry.method, 2) + number(0, 4)
                + number(Int(entry.claimedChecksum ?? crc32(entry.contents)), 4) + number(entry.contents.count, 4)
                + number(entry.claimedSize ?? entry.contents.count, 4) + number(name.count, 2) + number(0, 2)
            archive += number(0x0403_4b50, 4) + number(20, 2) + common + name + entry.contents
            // Made by Unix (3), whose mode is the upper half of the external attributes.
            directory += number(0x0201_4b50, 4) + [20, 3] + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2)
                + number(Int(entry.mode) << 16, 4) + number(offset, 4) + name
        }
        let start = archive.count
        return archive + directory + number(0x0605_4b50, 4) + number(0, 4) + number(entries.count, 2) + number(entries.count, 2)
            + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xffff_ffff as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
        }
    }
}
