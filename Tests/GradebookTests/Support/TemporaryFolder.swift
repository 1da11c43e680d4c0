import Foundation

/// A folder for one test, removed with it.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        _ = chmod(url.path, 0o755)
        try? FileManager.default.removeItem(at: url)
    }

    var gradebook: String { url.appending(path: "gradebook.sqlite").path }
}
