import Foundation

/// An advisory lock on a file, for what only one process may do at a time. The system drops it with the
/// process that holds it.
struct FileLock: Sendable {
    private let descriptor: Int32

    /// Waits until the lock is free.
    static func acquire(_ file: URL) async throws -> FileLock {
        // That it cannot be made shows in the next step, with the system's reason.
        try? FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw BuildError.cannotWrite(file.path, reason: String(cString: strerror(errno))) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
        return FileLock(descriptor: descriptor)
    }

    func release() { close(descriptor) }
}
