import Foundation

/// Files in a folder that a tool wrote to, which may have been led astray: none is reached through a link, none is
/// waited for, and none is read that is too large.
enum PlainFile {
    /// Bytes that a cell's library, module or messages may take.
    static let limit = 512 << 20

    /// The bytes of a regular file that is no link; `nil` for all else.
    static func read(_ file: URL) -> Data? {
        let descriptor = open(file.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { return nil }
        return try? FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).read(upToCount: limit) ?? Data()
    }

    /// Makes a new file, in place of whatever has its name.
    static func write(_ bytes: some Collection<UInt8>, to file: URL) throws(CacheError) {
        unlink(file.path)
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotWrite(path: file.path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: file.path, reason: String(cString: strerror(errno))) }
            rest = rest.dropFirst(count)
        }
    }
}
