import Foundation

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "landuse-preview-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    /// Writes in place, as some editors do.
    func write(_ text: String, to name: String = "notebook.md") throws {
        try text.write(toFile: path(name), atomically: false, encoding: .utf8)
    }

    /// Writes a new file and renames it over the old one, as other editors do.
    func replace(_ text: String, at name: String = "notebook.md") throws {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
    }
}
