import Foundation

/// The linker's flags that a compiled object asks for: one for each library that its imports stand for.
///
/// They stand in a section of the object file (ELF, 64 bits, little endian), one after another with a zero byte
/// behind each. `swift-autolink-extract` reads the same, in a process of its own that takes longer than all the
/// rest of linking.
struct AutolinkEntries {
    static let section = ".swift1_autolink_entries"

    let flags: [String]

    /// - Returns: `nil` if the bytes are no such object file.
    init?(objectFile bytes: Data) {
        let file = Reader(bytes: [UInt8](bytes))
        guard file.bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]),
            let table = file.integer(at: 0x28, size: 8), let entrySize = file.integer(at: 0x3A, size: 2),
            let count = file.integer(at: 0x3C, size: 2), let namesIndex = file.integer(at: 0x3E, size: 2)
        else { return nil }
        func header(_ index: Int) -> (name: Int, offset: Int, size: Int)? {
            let start = table &+ index &* entrySize
            guard let name = file.integer(at: start, size: 4), let offset = file.integer(at: start &+ 0x18, size: 8),
                let size = file.integer(at: start &+ 0x20, size: 8)
            else { return nil }
            return (name, offset, size)
        }
        guard let names = header(namesIndex) else { return nil }
        var flags: [String] = []
        for index in 0..<count {
            guard let section = header(index) else { return nil }
            guard file.text(at: names.offset &+ section.name) == Self.section else { continue }
            guard let content = file.slice(section.offset, section.size) else { return nil }
            flags += content.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        }
        self.flags = flags
    }

    private struct Reader {
        let bytes: [UInt8]

        func slice(_ start: Int, _ count: Int) -> ArraySlice<UInt8>? {
            guard start >= 0, count >= 0, start <= bytes.count, count <= bytes.count - start else { return nil }
            return bytes[start..<(start + count)]
        }

        func integer(at start: Int, size: Int) -> Int? {
            slice(start, size).flatMap { Int(exactly: $0.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
        }

        func text(at start: Int) -> String? {
            guard start >= 0, start < bytes.count else { return nil }
            return String(decoding: bytes[start...].prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
