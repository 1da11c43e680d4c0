/// Where a library lets the running cell be interrupted: between batches, before an operation.
///
/// A cell's own code can be stopped at any instruction; a library's cannot, for it may hold locks. A
/// library whose calls last longer than a moment asks here, at places where its thread holds nothing that
/// another needs.
public enum CancellationHook {
    /// Set once by the kernel, before any cell runs: does not return if the cell is to stop.
    nonisolated(unsafe) public static var current: (@Sendable () -> Void)?

    /// Set once by the kernel, before any cell runs: whether the calling thread's cell is to stop.
    nonisolated(unsafe) public static var request: (@Sendable () -> Bool)?

    /// Whether the running cell is to stop, for those who have something to put away before they `check()`.
    public static var isRequested: Bool { request?() ?? false }

    /// Ends the running cell if it is to stop; costs about a nanosecond otherwise.
    @inline(__always)
    public static func check() { current?() }
}
