/// ZIP archives of zeros, which a few bytes stand for, and whose directories say of them what they like.
enum ZipBomb {
    struct Entry {
        var name: String
        /// Deflated.
        var packed: [UInt8]
        /// What the archive says: bytes when unpacked, and their checksum.
        var size: Int, checksum: UInt32 = 0
    }

    /// How many zeros `zeros(blocks:)` stands for.
    static func count(blocks: Int) -> Int { 1 + 258 * (16 + 8 * (blocks - 1)) }

    /// A deflated stream (RFC 1951) of zeros: one, and then nothing but "the last byte, 258 times more", which takes 13 bits.
    /// Eight of these take 13 bytes, a block, which stands as often as one likes.
    static func zeros(blocks: Int) -> [UInt8] {
        let again = [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0]
        // The last block, of fixed codes; a zero; and at the end, the end.
        let bits = [1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0] + Array(repeating: again, count: 16).joined() + Array(repeating: 0, count: 7 + 7)
        let small = (0..<bits.count / 8).map { byte in (0..<8).reduce(UInt8(0)) { $0 | UInt8(bits[8 * byte + $1]) << UInt8($1) } }
        return Array(small[..<2]) + Array(repeating: small[2..<15], count: blocks).joined() + Array(small[15...])
    }

    /// - Parameter shared: how often each entry stands in the directory, with names of its own and the same bytes.
    static func archive(_ entries: [Entry], shared: Int = 1) -> [UInt8] {
        var archive: [UInt8] = [], directory: [UInt8] = [], count = 0
        for entry in entries {
            let offset = archive.count
            for copy in 0..<shared {
                let name = Array((copy == 0 ? entry.name : "\(copy)-\(entry.name)").utf8)
                let common = number(20, 2) + number(0, 2) + number(8, 2) + number(0, 2) + number(0x21, 2) + number(Int(entry.checksum), 4)
                    + number(entry.packed.count, 4) + number(entry.size, 4) + number(name.count, 2) + number(0, 2)
                if copy == 0 { archive += number(0x0403_4B50, 4) + common + name + entry.packed }
                directory += number(0x0201_4B50, 4) + number(3 << 8 | 20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2)
                    + number(0o100644 << 16, 4) + number(offset, 4) + name
                count += 1
            }
        }
        let start = archive.count
        return archive + directory + number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2) + number(directory.count, 4)
            + number(start, 4) + number(0, 2)
    }

    /// CRC-32, as ZIP has it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) } }
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
