import Glibc

/// An output that could not be written, or read back.
public struct OutputError: Error, Equatable, CustomStringConvertible {
    public var path: String
    /// The system's number.
    public var error: Int32

    public init(path: String, error: Int32) {
        self.path = path
        self.error = error
    }

    public var description: String { "\(path): error: cannot be written or read back: \(String(cString: strerror(error))); \(remedy)" }

    private var remedy: String {
        switch error {
        case ELOOP, ENOTDIR: "a link stands there, or something else where a folder should be: remove it"
        case EINVAL: "its name or what stands there is no plain file's: remove or rename it"
        case EISDIR, ENOTEMPTY, EEXIST: "a folder stands there: remove it"
        case ENOSPC, EDQUOT: "make room there"
        case EFBIG: "it is too large to be ours: remove it"
        case ENOENT: "make the folder above it first"
        default: "make it writable"
        }
    }
}
