/// Why a checkpoint cannot be read.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    case notFound(path: String)
    case isDirectory(path: String)
    case unreadable(path: String, reason: String)
    /// The file as a whole is not what it should be.
    case malformed(path: String, reason: String)
    /// One tensor of the file is not what it should be.
    case malformedTensor(path: String, name: String, reason: String)

    public var description: String {
        switch self {
        case .notFound(let path): "there is no checkpoint \(path)"
        case .isDirectory(let path): "\(path) is a folder, not a checkpoint file"
        case .unreadable(let path, let reason): "the checkpoint \(path) cannot be read: \(reason)"
        case .malformed(let path, let reason): "\(path) is no valid checkpoint: \(reason)"
        case .malformedTensor(let path, let name, let reason):
            "\(path) is no valid checkpoint: the tensor \"\(name)\" \(reason)"
        }
    }
}
