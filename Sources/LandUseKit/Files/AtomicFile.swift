internal import Downloads
import Glibc

/// A file that appears whole or not at all: written under another name beside its place, and renamed.
struct AtomicFile: ~Copyable {
    let path: String
    private let temporaryPath: String
    private let descriptor: Int32
    private var isFinished = false

    /// - Throws: `FileWriteError`, where the folder is absent or may not be written.
    init(path: String) throws(FileWriteError) {
        self.path = path
        // The process and a random number, so that two writers of one file never share a temporary one.
        var random: UInt64 = 0
        _ = getentropy(&random, MemoryLayout<UInt64>.size)
        temporaryPath = "\(path).\(getpid())-\(String(random, radix: 36)).partial"
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw FileWriteError(path: path, reason: SystemError.text()) }
    }

    deinit {
        if !isFinished {
            close(descriptor)
            unlink(temporaryPath)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws(FileWriteError) {
        guard let start = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, start + done, bytes.count - done)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw FileWriteError(path: path, reason: SystemError.text()) }
            done += count
        }
    }

    /// Puts the file in its place.
    mutating func commit() throws(FileWriteError) {
        guard fsync(descriptor) == 0, rename(temporaryPath, path) == 0 else {
            throw FileWriteError(path: path, reason: SystemError.text())
        }
        close(descriptor)
        isFinished = true
    }
}

/// A file that cannot be written.
public struct FileWriteError: Error, Equatable, CustomStringConvertible {
    public var path: String
    public var reason: String

    public var description: String { "\(path) cannot be written: \(reason)" }
}
