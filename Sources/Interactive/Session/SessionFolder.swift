import Foundation

/// A folder for what a session leaves in files, gone with the session however it ends: when a terminal is closed, or
/// the process is told to end, it is removed first.
public final class SessionFolder: Sendable {
    public let url: URL

    public init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "landuse-repl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        self.url = url
        for number in [SIGHUP, SIGTERM] {
            SignalWatch.start(number) {
                try? FileManager.default.removeItem(at: url)
                // What is to be done at exit is done: the terminal is as it was.
                exit(128 + number)
            }
        }
    }

    // The signals keep their meaning: one may come while the session ends by itself.
    deinit {
        try? FileManager.default.removeItem(at: url)
    }
}
