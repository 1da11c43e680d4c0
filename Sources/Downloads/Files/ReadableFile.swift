internal import Digest
import Glibc

/// A file opened for reading at any place.
final class ReadableFile {
    let path: String
    /// Bytes.
    let size: Int
    private let descriptor: Int32

    init(_ path: String) throws(DownloadError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: SystemError.text()) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path: path, reason: "it is no regular file")
        }
        self.path = path
        size = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// So many bytes from `offset` on; `nil` where there are not as many, or they cannot be read.
    func bytes(at offset: Int, count: Int) -> [UInt8]? {
        guard offset >= 0, count >= 0, offset <= size, count <= size - offset else { return nil }
        var done = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            while done < count, let start = buffer.baseAddress {
                let read = pread(descriptor, start + done, count - done, off_t(offset + done))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                done += read
            }
            initialized = done
        }
        return done == count ? bytes : nil
    }

    /// The SHA-256 of the whole file, in hexadecimal.
    /// - Parameter progress: told how many bytes are done.
    func sha256(progress: (Int) -> Void = { _ in }) throws(DownloadError) -> String {
        var digest = SHA256()
        var offset = 0
        while offset < size {
            let count = min(1 << 20, size - offset)
            guard let part = bytes(at: offset, count: count) else { throw .unreadable(path: path, reason: "it ends early") }
            digest.update(part)
            offset += count
            progress(offset)
        }
        return digest.finalize().hex
    }
}
