import Glibc

/// What has come of a file: beside its place, under its name with `.part`. It outlives an interruption, and the next
/// attempt goes on from there. Only one process at a time has it.
struct PartFile: ~Copyable {
    let path: String
    /// Bytes.
    private(set) var size: Int
    private let target: String
    private let descriptor: Int32
    private var isInPlace = false

    /// - Parameter waits: called again and again while another process has it.
    init(for target: String, waits: () -> Void = {}) throws(DownloadError) {
        self.target = target
        path = target + ".part"
        descriptor = try FileLock.lock(path, flags: O_NOFOLLOW, waits: waits)
        var status = stat()
        size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    deinit {
        // Nothing came: nothing to go on from.
        if size == 0, !isInPlace { unlink(path) }
        close(descriptor)
    }

    /// Adds bytes at the end.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(DownloadError) {
        if let reason = write(bytes) { throw .cannotWrite(path: path, reason: reason) }
    }

    /// Adds bytes at the end.
    mutating func append(_ bytes: [UInt8]) throws(DownloadError) {
        if let reason = bytes.withUnsafeBytes({ write($0) }) { throw .cannotWrite(path: path, reason: reason) }
    }

    /// In words why not all bytes were written; `nil` if they were.
    private mutating func write(_ bytes: UnsafeRawBufferPointer) -> String? {
        guard let start = bytes.baseAddress else { return nil }
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, start + done, bytes.count - done, off_t(size))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? "the disk takes no more" : SystemError.text() }
            done += count
            size += count
        }
        return nil
    }

    /// Drops what comes after the first `count` bytes.
    mutating func truncate(to count: Int) throws(DownloadError) {
        guard ftruncate(descriptor, off_t(count)) == 0 else { throw .cannotWrite(path: path, reason: SystemError.text()) }
        size = count
    }

    /// Puts it in its place, under its own name.
    mutating func commit() throws(DownloadError) {
        guard fsync(descriptor) == 0, rename(path, target) == 0 else { throw .cannotWrite(path: target, reason: SystemError.text()) }
        isInPlace = true
    }
}
