import Foundation
import Synchronization

/// Follows a notebook's file, and the pictures that it names, by looking at them several times a second. That is
/// cheap, needs no watch that an editor's renaming could lose, and works on every file system.
final class NotebookFollower: Sendable {
    enum Change: Equatable, Sendable {
        /// The notebook came to rest in a new state.
        case notebook
        /// The notebook's file has gone.
        case gone
        /// A picture came, went or changed.
        case pictures
    }

    private static let interval = Duration.milliseconds(60)

    private let path: String
    private let pictures = Mutex<Set<String>>([])

    init(path: String) { self.path = path }

    /// The files of the pictures that are followed from now on.
    func followPictures(_ paths: Set<String>) { pictures.withLock { $0 = paths } }

    /// The changes from now on, until nobody waits for them any more.
    func changes() -> AsyncStream<Change> {
        // What is now is known to the caller: taken here, before anything can happen.
        let start = SettlingFile(FileStamp(path: path), at: .now)
        return AsyncStream { continuation in
            let task = Task { [self] in
                var notebook = start
                var files: [String: SettlingFile] = [:]
                while !Task.isCancelled {
                    switch notebook.observe(FileStamp(path: path), at: .now) {
                    case .changed: continuation.yield(.notebook)
                    case .gone: continuation.yield(.gone)
                    case nil: break
                    }
                    if observePictures(&files) { continuation.yield(.pictures) }
                    try? await Task.sleep(for: Self.interval)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func observePictures(_ files: inout [String: SettlingFile]) -> Bool {
        let wanted = pictures.withLock { $0 }
        files = files.filter { wanted.contains($0.key) }
        var hasChanged = false
        for path in wanted {
            let stamp = FileStamp(path: path)
            if files[path, default: SettlingFile(stamp, at: .now)].observe(stamp, at: .now) != nil { hasChanged = true }
        }
        return hasChanged
    }
}
