/// Where a mistake in calling a library operation ends: a wrong shape, an index out of bounds.
///
/// `precondition` loses its message in optimised code; this keeps it. In a notebook the kernel takes
/// over and ends the cell with the message and the caller's line; elsewhere the process ends as by
/// `fatalError`.
public enum FailureHook {
    /// Set once by the kernel, before any cell runs: the message, and the file and line of the call.
    nonisolated(unsafe) public static var current: (@Sendable (String, StaticString, UInt) -> Never)?

    /// Ends the running cell, or the process, with a message that names the operation and the remedy.
    public static func fail(_ message: String, file: StaticString, line: UInt) -> Never {
        if let current { current(message, file, line) }
        fatalError(message, file: file, line: line)
    }
}
