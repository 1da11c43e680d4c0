/// Why there is no sandbox. Nothing of a submission is run then.
public enum SandboxError: Error, Equatable, CustomStringConvertible {
    case missingPrograms([String])
    /// The system does not let a jail be made; what it said.
    case refused(reason: String, remedy: String)
    /// There is no filter of system calls for this kind of processor.
    case unknownProcessor
    case cannotPrepare(path: String, reason: String)

    public var description: String {
        if case .cannotPrepare(let path, _) = self { return "\(path): error: \(problem); \(remedy)" }
        return "\(problem); \(remedy)"
    }

    /// What is wrong, without the remedy.
    public var problem: String {
        switch self {
        case .missingPrograms(let names): "the sandbox needs \(names.joined(separator: ", "))"
        case .refused(let reason, _): "the system does not let a sandbox be made (\(reason))"
        case .unknownProcessor: "there is no sandbox for this kind of processor"
        case .cannotPrepare(_, let reason): "the sandbox cannot be made ready: \(reason)"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .missingPrograms: "apt-get install bubblewrap util-linux"
        case .refused(_, let remedy): remedy
        case .unknownProcessor: "grade on x86-64 or ARM64"
        case .cannotPrepare: "make room there and make it writable"
        }
    }
}
