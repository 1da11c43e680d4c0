/// Why a notebook's picture is not in its report.
public enum ImageProblem: Error, Equatable, Sendable, CustomStringConvertible {
    case missing(path: String)
    case notAFile(path: String)
    case unreadable(path: String, reason: String)
    /// `limit` is in bytes.
    case tooLarge(path: String, limit: Int)
    case unknownFormat(path: String)
    case absolutePath(path: String)
    /// A scheme that a report does not follow, such as `file:`.
    case refusedAddress(String)

    public var description: String {
        switch self {
        case .missing(let path):
            "there is no image `\(path)`; its path is relative to the notebook's folder"
        case .notAFile(let path): "the image `\(path)` is no regular file"
        case .unreadable(let path, let reason): "the image `\(path)` cannot be read: \(reason)"
        case .tooLarge(let path, let limit):
            "the image `\(path)` is larger than \(limit >> 20) MiB, the most that a report embeds; make it smaller"
        case .unknownFormat(let path):
            "`\(path)` is no PNG, JPEG, GIF, WebP or SVG image; convert it to one of them"
        case .absolutePath(let path):
            "the image `\(path)` has an absolute path; write it relative to the notebook's folder"
        case .refusedAddress(let address):
            "the image address `\(address)` is not followed; use a path relative to the notebook's folder"
        }
    }
}
