internal import CZlib

extension ZipEntry {
    /// The file's bytes, unpacked and checked. zlib must have been loaded.
    /// - Parameter bytes: so many bytes of the archive from an offset on; `nil` where they cannot be read.
    func contents(reading bytes: (_ offset: Int, _ count: Int) -> [UInt8]?) throws(ZipFault) -> [UInt8] {
        let start = try ZipDirectory.start(of: self, bytes: bytes)
        guard let packed = bytes(start, compressedSize) else {
            throw ZipFault(reason: "\(name.shownInError) ends beyond the file's end")
        }
        var contents = packed
        if method == 8 {
            var isWhole = false
            contents = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
                isWhole = packed.withUnsafeBytes { czlib_inflate($0.baseAddress, $0.count, buffer.baseAddress, size) } != 0
                initialized = isWhole ? size : 0
            }
            guard isWhole else { throw ZipFault(reason: "\(name.shownInError) is damaged") }
        }
        guard contents.count == size, contents.withUnsafeBytes({ czlib_crc32($0.baseAddress, $0.count) }) == checksum else {
            throw ZipFault(reason: "\(name.shownInError) is damaged: its bytes are not those that its checksum is of")
        }
        return contents
    }
}
