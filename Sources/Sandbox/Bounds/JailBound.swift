/// A bound of a jail at which the system refuses more, and nothing ends: what runs there may hide it.
public enum JailBound: Sendable, CaseIterable {
    /// Threads.
    case threads
    /// Descriptors that are open at the same time.
    case openFiles
    /// Bytes of the temporary folder.
    case scratchSize
    /// Files and folders in it.
    case scratchFiles
}
