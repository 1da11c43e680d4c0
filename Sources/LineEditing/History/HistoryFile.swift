import Foundation

/// A file of earlier inputs that several sessions may use at once: each appends its own, under a lock. Grown too
/// long, it is written anew, and whole.
public struct HistoryFile: Sendable {
    private let file: URL
    /// Bytes from which on the file is made shorter.
    private static let largestSize = 1 << 20
    /// Longer inputs are not kept.
    private static let longestEntry = 64 << 10

    public init(_ file: URL) { self.file = file }

    /// The inputs of all sessions, oldest first; none where there is no file yet.
    public func read() -> InputHistory {
        guard let data = try? Data(contentsOf: file) else { return InputHistory() }
        let lines = data.split(separator: UInt8(ascii: "\n")).suffix(InputHistory.capacity)
        return InputHistory(lines.map { InputHistory.entry(ofLine: String(decoding: $0, as: UTF8.self)) })
    }

    /// Adds an input to the file.
    public func append(_ entry: String) throws {
        let line = Data(InputHistory.line(of: entry).utf8)
        guard line.count <= Self.longestEntry else { return }
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        let lock = open(file.path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw posixError() }
        defer { close(lock) }
        guard flock(lock, LOCK_EX) == 0 else { throw posixError() }

        let descriptor = open(file.path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw posixError() }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try handle.write(contentsOf: line)
        if try handle.offset() > UInt64(Self.largestSize) { try shorten() }
    }

    private func shorten() throws {
        var kept: [String] = [], size = 0
        for entry in read().entries.reversed() {
            let line = InputHistory.line(of: entry)
            size += line.utf8.count
            // Half of the room, so that it is not done again soon.
            guard size <= Self.largestSize / 2, kept.count < InputHistory.capacity else { break }
            kept.append(line)
        }
        try Data(kept.reversed().joined().utf8).write(to: file, options: .atomic)
        chmod(file.path, 0o600)
    }

    private func posixError() -> any Error { CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: file.path]) }
}
