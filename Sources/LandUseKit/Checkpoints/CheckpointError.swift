/// Why a checkpoint cannot be read.
public enum CheckpointError: Error, Equatable, CustomStringConvertible {
    case notFound(path: String)
    case isDirectory(path: String)
    case unreadable(path: String, reason: String)
    /// The file is of another kind: a web page, an archive, anything.
    case notACheckpoint(path: String, reason: String)
    /// The file as a whole is not what it should be.
    case malformed(path: String, reason: String)
    /// One tensor of the file is not what it should be.
    case malformedTensor(path: String, name: String, reason: String)
    /// The file, or one tensor of it, may be sound, and has something that is not read here.
    case unsupported(path: String, tensor: String?, reason: String)

    public var description: String {
        switch self {
        case .notFound(let path): "there is no checkpoint \(path)"
        case .isDirectory(let path): "\(path) is a folder, not a checkpoint file"
        case .unreadable(let path, let reason): "the checkpoint \(path) cannot be read: \(reason)"
        case .notACheckpoint(let path, let reason): "\(path) is no checkpoint: \(reason)"
        case .malformed(let path, let reason): "\(path) is no valid checkpoint: \(reason)"
        case .malformedTensor(let path, let name, let reason):
            "\(path) is no valid checkpoint: the tensor \"\(name)\" \(reason)"
        case .unsupported(let path, nil, let reason): "the checkpoint \(path) cannot be used: \(reason)"
        case .unsupported(let path, let name?, let reason):
            "the checkpoint \(path) cannot be used: the tensor \"\(name)\" \(reason)"
        }
    }
}
