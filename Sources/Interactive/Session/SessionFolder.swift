@preconcurrency import Dispatch
import Foundation

/// A folder for what a session leaves in files, gone with the session however it ends: when a terminal is closed, or
/// the process is told to end, it is removed first.
public final class SessionFolder: Sendable {
    public let url: URL
    private let sources: [any DispatchSourceSignal]

    public init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "landuse-repl-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        self.url = url
        sources = [SIGHUP, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                try? FileManager.default.removeItem(at: url)
                // What is to be done at exit is done: the terminal is as it was.
                exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in [SIGHUP, SIGTERM] { signal(number, SIG_DFL) }
        try? FileManager.default.removeItem(at: url)
    }
}
