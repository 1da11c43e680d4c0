import Foundation

/// A folder of a test's own, which goes with it. Others may look into it, as a jail's user has to.
public final class TemporaryFolder: Sendable {
    public let url = FileManager.default.temporaryDirectory.appending(path: "landuse-test-\(UUID().uuidString)")

    public init() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    deinit {
        // A test may have taken the right to write away.
        chmod(url.path, 0o755)
        try? FileManager.default.removeItem(at: url)
    }

    public var path: String { url.path }

    public func path(_ name: String) -> String { url.appending(path: name).path }

    /// Makes a file, and the folders on the way to it.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> URL {
        let file = url.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return file
    }

    /// Writes in place, as some editors do.
    @discardableResult
    public func write(_ text: String, to name: String = "notebook.md") throws -> URL { try write(Array(text.utf8), to: name) }

    /// Writes a new file and renames it over the old one, as other editors do.
    public func replace(_ text: String, at name: String = "notebook.md") throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }

    public func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appending(path: name))) }

    public func text(_ name: String) -> String? { try? String(contentsOf: url.appending(path: name), encoding: .utf8) }

    /// What is in it, sorted.
    public var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    /// All files and folders below it, hidden ones too, sorted.
    public var all: [String] { ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).sorted() }
}
