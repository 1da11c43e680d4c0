import Foundation

/// An advisory lock on a file, for what only one process may do at a time. The system drops it with the
/// process that holds it.
struct FileLock: Sendable {
    private let descriptor: Int32

    /// Waits until the lock is free.
    /// - Parameters:
    ///   - waits: told once, where there is something to wait for.
    ///   - attempt: tries to lock a descriptor; gives the error's number, 0 for none.
    static func acquire(_ file: URL, waits: () -> Void = {}, attempt: (Int32) -> Int32 = Self.attempt) async throws -> FileLock {
        // That it cannot be made shows in the next step, with the system's reason.
        try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw BuildError.cannotWrite(file.path, reason: String(cString: strerror(errno))) }
        do {
            var isWaiting = false
            while true {
                switch attempt(descriptor) {
                case 0: return FileLock(descriptor: descriptor)
                case EWOULDBLOCK:
                    if !isWaiting { waits() }
                    isWaiting = true
                    try await Task.sleep(for: .milliseconds(50))
                case EINTR: continue
                // A file system without locks would have it wait for ever.
                case let code: throw BuildError.cannotLock(file.path, reason: String(cString: strerror(code)))
                }
            }
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func attempt(_ descriptor: Int32) -> Int32 { flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno }

    func release() { close(descriptor) }
}
