import Glibc

/// What only one process may do at a time: holds a file's advisory lock as long as it lives, and the file is there as
/// long. The system drops the lock with a process that dies.
final class FileLock {
    private let path: String
    private let descriptor: Int32

    /// Waits until the lock is free.
    /// - Parameter waits: called again and again meanwhile.
    init(_ path: String, waits: () -> Void = {}) throws(DownloadError) {
        self.path = path
        descriptor = try Self.lock(path, flags: 0, waits: waits)
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    /// Opens a file for reading and writing, made if there is none, and locks it; waits as long as another has it.
    static func lock(_ path: String, flags: Int32, waits: () -> Void) throws(DownloadError) -> Int32 {
        while true {
            let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | flags, 0o644)
            guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: SystemError.text()) }
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
                let code = errno
                guard code == EWOULDBLOCK || code == EINTR else {
                    close(descriptor)
                    // A file system without locks would have it wait for ever.
                    throw .cannotWrite(path: path, reason: "it cannot be locked: \(SystemError.text(code))")
                }
                waits()
                usleep(50_000)
            }
            var opened = stat(), named = stat()
            // Who had it may have removed or renamed it; then another may have the lock of the file that is there now.
            if fstat(descriptor, &opened) == 0, stat(path, &named) == 0, opened.st_ino == named.st_ino { return descriptor }
            close(descriptor)
        }
    }
}
