/// A file that someone has published, and how to know it.
public struct PublishedFile: Sendable, Equatable {
    /// Where it can be had: the first that answers gives it.
    public var urls: [String]
    /// Bytes; `nil` where only the rough size is known.
    public var size: Int?
    /// Bytes, for people.
    public var roughSize: Int
    /// Its SHA-256 in lower-case hexadecimal, or as much of the beginning as was published.
    public var sha256: String

    public init(urls: [String], size: Int?, roughSize: Int? = nil, sha256: String) {
        self.urls = urls
        self.size = size
        self.roughSize = roughSize ?? size ?? 0
        self.sha256 = sha256
    }

    /// Bytes, to tell how far a download has come; `nil` where nobody knows.
    var expectedSize: Int? { size ?? (roughSize > 0 ? roughSize : nil) }

    /// More than this is not the file, whatever sends it.
    var largest: Int { size ?? 1 << 30 }

    /// Throws unless the file at `path` is this one.
    /// - Parameters:
    ///   - source: how an error names it: where it came from.
    ///   - progress: told how many bytes are checked.
    public func verify(_ path: String, from source: String? = nil, progress: (Int) -> Void = { _ in }) throws(DownloadError) {
        let file = try ReadableFile(path)
        if let size, file.size != size { throw .wrongSize(source: source ?? path, expected: size, found: file.size) }
        let found = try file.sha256(progress: progress)
        guard found.hasPrefix(sha256) else {
            throw .wrongChecksum(source: source ?? path, expected: sha256, found: String(found.prefix(sha256.count)))
        }
    }
}
