import Synchronization

/// What a library can tell of its own soundness.
///
/// After a cell was stopped by force, the kernel finds out whether the session can go on. A library that
/// holds locks or threads for the whole process adds a check that uses them.
public enum SoundnessHook {
    /// A check, which hangs where the library cannot be used any more.
    public struct Check: Sendable {
        /// What does not work then: "matrix multiplication".
        public let name: String
        public let run: @Sendable () -> Void
    }

    private static let added = Mutex<[Check]>([])

    public static var checks: [Check] { added.withLock { $0 } }

    /// Adds a check; once a process, when the library first uses what it checks.
    public static func add(_ name: String, _ run: @escaping @Sendable () -> Void) {
        added.withLock { $0.append(Check(name: name, run: run)) }
    }
}
