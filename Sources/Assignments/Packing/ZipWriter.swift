import CZlib

/// Writes ZIP files, not compressed, which are the same bytes for the same files: no clock, and no mode but that of a plain file.
public enum ZipWriter {
    public enum Fault: Error, Equatable, CustomStringConvertible {
        /// The reason of the system's loader.
        case noZlib(String)
        case tooLarge

        public var description: String {
            switch self {
            case .noZlib(let reason): "zlib cannot be loaded, which checks what is packed: \(reason)"
            case .tooLarge: "the files take more than \(ZipWriter.largest >> 20) MiB together; hand in less"
            }
        }
    }

    /// Bytes of all files together.
    public static let largest = 512 << 20

    /// - Parameter files: by their names in the archive, all of them different.
    public static func bytes(_ files: [ReleaseFiles.File]) throws(Fault) -> [UInt8] {
        if let reason = czlib_load() { throw .noZlib(String(cString: reason)) }
        guard files.reduce(0, { $0 + $1.bytes.count }) <= largest, files.count < 0xFFFF else { throw .tooLarge }
        var archive: [UInt8] = [], directory: [UInt8] = []
        for file in files {
            let name = Array(file.path.utf8), offset = archive.count
            // Version 2.0, names in UTF-8, stored, midnight of 1 January 1980 (APPNOTE 4.4).
            let common = number(20, 2) + number(0x0800, 2) + number(0, 2) + number(0, 2) + number(0x0021, 2) + number(Int(checksum(file.bytes)), 4)
                + number(file.bytes.count, 4) + number(file.bytes.count, 4) + number(name.count, 2) + number(0, 2)
            archive += number(0x0403_4B50, 4) + common + name + file.bytes
            // Made by Unix, whose mode is the upper half of the attributes.
            directory += number(0x0201_4B50, 4) + number(3 << 8 | 20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2)
                + number(0o100644 << 16, 4) + number(offset, 4) + name
        }
        let start = archive.count
        return archive + directory + number(0x0605_4B50, 4) + number(0, 4) + number(files.count, 2) + number(files.count, 2)
            + number(directory.count, 4) + number(start, 4) + number(0, 2)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { czlib_crc32($0.baseAddress, $0.count) } }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
