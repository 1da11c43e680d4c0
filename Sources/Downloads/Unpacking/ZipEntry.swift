/// What the directory says of one of a ZIP file's files.
public struct ZipEntry: Sendable, Equatable {
    public var name: String
    /// Bytes of the file.
    public var size: Int
    /// Bytes of it in the archive.
    public var compressedSize: Int
    /// Where the entry's local header stands, in bytes.
    public var headerOffset: Int
    public var checksum: UInt32
    /// How it is compressed: 0 not at all, 8 with DEFLATE (APPNOTE 4.4.5).
    public var method: Int
    public var isEncrypted: Bool
    /// The file's mode, where the archive was made on a system that has modes; 0 elsewhere.
    public var mode: UInt32

    /// Whether it stands for a folder, by its name.
    public var isFolder: Bool { name.hasSuffix("/") }
}

/// What is wrong with a ZIP file, before its reader's caller adds the path.
public struct ZipFault: Error, Equatable {
    public var reason: String

    public init(reason: String) { self.reason = reason }

    static var damaged: ZipFault { ZipFault(reason: "its ZIP directory is damaged") }
}
