import Digest
import Foundation

/// What stands in a page's address so that nobody else on this machine can guess it: its port is open to all users.
enum PageToken {
    private static let length = 32

    /// The same for the same notebook and user, so that a page that was left open finds its server again.
    /// - Parameter folder: where the user's secret is kept; where it cannot be, the token is a new one.
    static func of(_ notebook: String, secretIn folder: URL) -> String {
        let place = URL(filePath: notebook).standardizedFileURL.path
        return token((secret(in: folder) ?? random()) + Array(place.utf8))
    }

    /// A token of its own.
    static func new() -> String { token(random()) }

    private static func token(_ bytes: [UInt8]) -> String { String(SHA256.hex(of: bytes).prefix(length)) }

    private static func random() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<length).map { _ in generator.next() }
    }

    private static func secret(in folder: URL) -> [UInt8]? {
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "preview-secret").path
        if let kept = read(file) { return kept }
        // What others could have read, or written, is no secret.
        unlink(file)
        let temporary = "\(file).\(UUID().uuidString)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        let bytes = random()
        let count = write(descriptor, bytes, bytes.count)
        close(descriptor)
        defer { unlink(temporary) }
        // If another process was quicker, its secret counts.
        guard count == bytes.count, link(temporary, file) == 0 || errno == EEXIST else { return nil }
        return read(file)
    }

    /// The secret, if it is this user's alone.
    private static func read(_ file: String) -> [UInt8]? {
        let descriptor = open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: length)
        return Foundation.read(descriptor, &bytes, length) == length ? bytes : nil
    }
}
