import Foundation

/// A folder that outputs go to, held open. Whatever stands in it, and whoever changes it meanwhile: no link is followed on the
/// way from here, nothing is written to that was there before, and a file appears whole or not at all.
///
///     let feedback = try OutputFolder("course/first/feedback")
///     try feedback.write(html.utf8, to: "ada.html")
///     try feedback.folder("ada").write(notebook.utf8, to: "first.md")
public final class OutputFolder: Sendable {
    /// As it was named, for messages.
    public let path: String
    private let descriptor: Int32

    /// Opens a folder, or makes it in one that is there.
    ///
    /// The way to it is the caller's own, and may lead over links; it itself is no link.
    public convenience init(_ path: String) throws(OutputError) {
        // With a slash behind it, a link would be followed.
        var name = path[...]
        while name.count > 1, name.hasSuffix("/") { name = name.dropLast() }
        try self.init(at: AT_FDCWD, name: String(name), path: path)
    }

    private init(at parent: Int32, name: String, path: String, making: Bool = true) throws(OutputError) {
        self.path = path
        if making, mkdirat(parent, name, 0o777) != 0, errno != EEXIST { throw OutputError(path: path, error: errno) }
        descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw OutputError(path: path, error: errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// A folder in this one.
    /// - Parameter making: whether it is made where it is missing; otherwise that is an error.
    public func folder(_ name: String, making: Bool = true) throws(OutputError) -> OutputFolder {
        try OutputFolder(at: descriptor, name: checked(name), path: "\(path)/\(name)", making: making)
    }

    /// Writes a file, in place of the one that has the name; a folder with the name stays, and is an error.
    /// - Parameter mode: who may read it; the user's mask is taken off.
    public func write(_ bytes: some Collection<UInt8>, to name: String, mode: UInt32 = 0o666) throws(OutputError) {
        let name = try checked(name), file = "\(path)/\(name)"
        let temporary = Self.temporaryName()
        let output = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        guard output >= 0 else { throw OutputError(path: file, error: errno) }
        var error = Self.writeAll(bytes, to: output)
        if close(output) != 0, error == 0 { error = errno }
        if error == 0, renameat(descriptor, temporary, descriptor, name) != 0 { error = errno }
        guard error != 0 else { return }
        unlinkat(descriptor, temporary, 0)
        throw OutputError(path: file, error: error)
    }

    /// The bytes of a file, if it is a plain one, no link, and no larger than `limit`; `nil` where there is none.
    public func read(_ name: String, limit: Int = 64 << 20) throws(OutputError) -> [UInt8]? {
        let name = try checked(name), file = "\(path)/\(name)"
        // Not to wait for whoever might write to a pipe.
        let input = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if input < 0, errno == ENOENT { return nil }
        guard input >= 0 else { throw OutputError(path: file, error: errno) }
        defer { close(input) }
        var status = stat()
        guard fstat(input, &status) == 0 else { throw OutputError(path: file, error: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw OutputError(path: file, error: EINVAL) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Foundation.read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw OutputError(path: file, error: errno) }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw OutputError(path: file, error: EFBIG) }
            bytes += buffer.prefix(count)
        }
    }

    /// Whether files can be made here.
    public func checkWritable() throws(OutputError) {
        guard faccessat(descriptor, ".", W_OK | X_OK, 0) == 0 else { throw OutputError(path: path, error: errno) }
    }

    /// Takes the folder for as long as this value lives, so that no other process which asks takes it too.
    /// - Returns: whether it was free.
    public func claim() throws(OutputError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw OutputError(path: path, error: errno) }
        return false
    }

    /// Puts a copy of a folder under a name, in place of whatever had it. Links in it stay links.
    /// - Returns: where it stands.
    @discardableResult
    public func write(copyOf folder: String, to name: String) throws(OutputError) -> String {
        let name = try checked(name), place = "\(path)/\(name)", temporary = Self.temporaryName()
        // Through the descriptor that is held, so that nothing on the way here can have become a link meanwhile.
        let held = "/proc/self/fd/\(descriptor)/"
        do {
            try FileManager.default.copyItem(atPath: folder, toPath: held + temporary)
            var status = stat()
            if fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { try FileManager.default.removeItem(atPath: held + name) }
            guard renameat(descriptor, temporary, descriptor, name) == 0 else { throw OutputError(path: place, error: errno) }
            return place
        } catch {
            try? FileManager.default.removeItem(atPath: held + temporary)
            switch error {
            case let error as OutputError: throw error
            case CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile: throw OutputError(path: place, error: ENOENT)
            case CocoaError.fileWriteOutOfSpace: throw OutputError(path: place, error: ENOSPC)
            default: throw OutputError(path: place, error: EIO)
            }
        }
    }

    /// Removes a file or a link, not what it leads to. Gives whether there was one.
    @discardableResult
    public func remove(_ name: String) throws(OutputError) -> Bool {
        let name = try checked(name)
        if unlinkat(descriptor, name, 0) == 0 { return true }
        if errno == ENOENT { return false }
        throw OutputError(path: "\(path)/\(name)", error: errno)
    }

    /// A name is one step, and none that leads elsewhere.
    private func checked(_ name: String) throws(OutputError) -> String {
        let isStep = !name.isEmpty && name != "." && name != ".." && !name.utf8.contains(UInt8(ascii: "/")) && !name.utf8.contains(0)
        guard isStep else { throw OutputError(path: "\(path)/\(name)", error: EINVAL) }
        return name
    }

    /// A name that nobody can guess, and so put something under.
    private static func temporaryName() -> String { ".\(String(UInt64.random(in: .min ... .max), radix: 36)).new" }

    private static func writeAll(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Int32 {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return errno }
            rest = rest.dropFirst(count)
        }
        return 0
    }
}
