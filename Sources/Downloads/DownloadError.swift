/// Why something published cannot be had on this machine.
public enum DownloadError: Error, Equatable, CustomStringConvertible {
    /// No address gave it: for each, why not.
    case notFetched([Attempt])
    /// Another file than the one that was published. A download is not kept; a file of the user's is left alone.
    case wrongChecksum(source: String, expected: String, found: String)
    /// Too short or too long to be what was published, in bytes.
    case wrongSize(source: String, expected: Int, found: Int)
    case cannotWrite(path: String, reason: String)
    /// In bytes.
    case noRoom(folder: String, needed: Int, free: Int)
    case unreadable(path: String, reason: String)
    /// The archive is damaged, or holds what no data set does.
    case badArchive(path: String, reason: String)
    /// The folder is there already, and is not the data set as it was published.
    case exists(path: String, holds: String)
    /// The archive does not hold the data set's classes and pictures.
    case incomplete(path: String, reason: String)
    case noCacheFolder

    /// One address that did not give the file.
    public struct Attempt: Sendable, Equatable {
        public var url: String
        public var reason: String
        /// Bytes that are kept for the next attempt.
        public var kept = 0
    }

    public var description: String {
        switch self {
        case .notFetched(let attempts):
            "it could not be downloaded: " + attempts.map(\.description).joined(separator: "; ")
        case .wrongChecksum(let source, let expected, let found):
            "\(source) is not the published file: its SHA-256 begins with \(found.prefix(16)), not \(expected.prefix(16)); it was not used"
        case .wrongSize(let source, let expected, let found):
            "\(source) is not the published file: it has \(found) bytes, not \(expected); it was not used"
        case .cannotWrite(let path, let reason):
            "\(path) cannot be written: \(reason)"
        case .noRoom(let folder, let needed, let free):
            "there is too little room in \(folder): \(ByteCount.text(needed)) are needed and \(ByteCount.text(free)) are free"
        case .unreadable(let path, let reason):
            "\(path) cannot be read: \(reason)"
        case .badArchive(let path, let reason):
            "\(path) cannot be unpacked: \(reason)"
        case .exists(let path, let holds):
            "\(path) is there already and \(holds): move it away, or choose another folder"
        case .incomplete(let path, let reason):
            "\(path) does not hold the whole data set: \(reason)"
        case .noCacheFolder:
            "there is no folder for downloads: set HOME or XDG_CACHE_HOME"
        }
    }
}

extension DownloadError.Attempt: CustomStringConvertible {
    public var description: String { "\(url) (\(outcome))" }

    /// Why it did not come, and what did.
    public var outcome: String {
        reason + (kept > 0 ? "; the \(ByteCount.text(kept)) that came are kept, and the next attempt goes on from there" : "")
    }
}
