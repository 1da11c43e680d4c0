import Foundation

/// Files that are written whole or not at all, and never through a link.
enum WholeFile {
    /// The most that is read of a file: the pictures and outputs of one submission are bounded far below.
    static let largest = 256 << 20

    static func write(_ data: Data, to file: URL) throws(FeedbackFileError) {
        let temporary = file.deletingLastPathComponent().appending(path: ".\(file.lastPathComponent).\(getpid())-\(UInt32.random(in: 0 ... .max))")
        let descriptor = open(temporary.path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path: file.relativePath, reason: reason()) }
        var problem = writeAll(data, to: descriptor)
        if close(descriptor) != 0, problem == nil { problem = reason() }
        // A link of that name is replaced, not followed.
        if problem == nil, rename(temporary.path, file.path) != 0 { problem = reason() }
        guard let problem else { return }
        unlink(temporary.path)
        throw .cannotWrite(path: file.relativePath, reason: problem)
    }

    private static func writeAll(_ data: Data, to descriptor: Int32) -> String? {
        data.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Foundation.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return reason() }
                rest = rest.dropFirst(count)
            }
            return nil
        }
    }

    static func read(_ file: URL) throws(FeedbackFileError) -> Data {
        let descriptor = open(file.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path: file.relativePath, reason: reason()) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .cannotRead(path: file.relativePath, reason: "it is no regular file") }
        guard status.st_size <= largest else { throw .cannotRead(path: file.relativePath, reason: "it is larger than \(largest >> 20) MiB") }
        do { return try handle.readToEnd() ?? Data() } catch { throw .cannotRead(path: file.relativePath, reason: error.localizedDescription) }
    }

    /// Makes a folder where there is none.
    static func makeFolder(_ folder: URL) throws(FeedbackFileError) {
        guard mkdir(folder.path, 0o755) != 0, errno != EEXIST else { return }
        throw .cannotWrite(path: folder.relativePath, reason: reason())
    }

    /// Whether there is a folder, and not a link to one.
    static func isFolder(_ folder: URL) -> Bool {
        var status = stat()
        return lstat(folder.path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
