internal import Downloads
import Glibc

/// A file opened for reading at any place.
final class InputFile: ByteSource {
    let path: String
    /// Bytes.
    let size: Int
    private let descriptor: Int32

    /// - Throws: `CheckpointError` for what is no readable file.
    init(path: String) throws(CheckpointError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .notFound(path: path) : .unreadable(path: path, reason: SystemError.text())
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw status.st_mode & S_IFMT == S_IFDIR
                ? .isDirectory(path: path) : .unreadable(path: path, reason: "it is no regular file")
        }
        self.path = path
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
        guard let start = target.baseAddress else { return true }
        var done = 0
        while done < target.count {
            let count = pread(descriptor, start + done, target.count - done, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
