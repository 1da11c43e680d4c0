/// How a library says that it was called wrongly: one message that names the operation, what it got and
/// what it needs, and the caller's line.
///
/// `preconditionFailure` loses its message in optimised code. In a notebook the hook ends the cell and
/// keeps the session; elsewhere it ends the program.
public enum FailureHook {
    /// Set once by the kernel, before any cell runs.
    nonisolated(unsafe) public static var current: (@Sendable (String, StaticString, UInt) -> Never)?

    /// Ends what is running, with a message.
    public static func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
        if let current { current(message, file, line) }
        fatalError(message, file: file, line: line)
    }
}
