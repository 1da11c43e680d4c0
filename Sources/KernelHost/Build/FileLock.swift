import Foundation

/// An advisory lock on a file, for what only one process may do at a time. The system drops it with the
/// process that holds it.
struct FileLock: Sendable {
    private let descriptor: Int32

    /// Waits until the lock is free.
    static func acquire(_ file: URL) async throws -> FileLock {
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let descriptor = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission, userInfo: [NSFilePathErrorKey: file.path]) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
        return FileLock(descriptor: descriptor)
    }

    func release() { close(descriptor) }
}
