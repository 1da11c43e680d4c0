internal import Downloads
import Glibc

/// A text file that is read whole: a list of pictures.
enum TextFile {
    /// - Throws: `DatasetError`, where it is absent or cannot be read.
    static func bytes(of path: String) throws(DatasetError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .noList(file: path) : .unreadableList(file: path, reason: SystemError.text())
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = [], block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadableList(file: path, reason: SystemError.text()) }
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }
}
