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
    private let pictures = Mutex<[String: SettlingFile]>([:])

    init(path: String) { self.path = path }

    /// The files of the pictures that are followed from now on, as they were before they were read.
    func followPictures(_ files: [String: FileStamp?]) {
        pictures.withLock { followed in
            followed = Dictionary(uniqueKeysWithValues: files.map { path, stamp in (path, followed[path] ?? SettlingFile(stamp, at: .now)) })
        }
    }

    /// The changes from now on, until nobody waits for them any more.
    func changes() -> AsyncStream<Change> {
        // What is now is known to the caller: taken here, before anything can happen.
        let start = SettlingFile(FileStamp(path: path), at: .now)
        return AsyncStream { continuation in
            let task = Task { [self] in
                var notebook = start
                while !Task.isCancelled {
                    switch notebook.observe(FileStamp(path: path), at: .now) {
                    case .changed: continuation.yield(.notebook)
                    case .gone: continuation.yield(.gone)
                    case nil: break
                    }
                    if observePictures() { continuation.yield(.pictures) }
                    try? await Task.sleep(for: Self.interval)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    private func observePictures() -> Bool {
        pictures.withLock { files in
            var hasChanged = false
            for path in files.keys where files[path]?.observe(FileStamp(path: path), at: .now) != nil { hasChanged = true }
            return hasChanged
        }
    }
}
