import Foundation

/// Paths from one place to another.
enum RelativePath {
    /// The way to `file` from the folder that holds `other`: `../notebooks/a.md`.
    static func path(to file: URL, from other: URL) -> String {
        let target = file.standardizedFileURL.pathComponents, base = other.standardizedFileURL.deletingLastPathComponent().pathComponents
        let shared = zip(target, base).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: base.count - shared) + target.dropFirst(shared)).joined(separator: "/")
    }

    /// Whether a file that is there lies in a folder or below it, whatever symbolic links say.
    static func isInside(_ file: URL, _ folder: URL) -> Bool {
        guard let target = real(file), let base = real(folder) else { return false }
        return target.pathComponents.starts(with: base.pathComponents)
    }

    /// Where the system finds a file in the end: it follows a link before it goes up from it.
    private static func real(_ file: URL) -> URL? {
        guard let path = realpath(file.relativePath, nil) else { return nil }
        defer { free(path) }
        return URL(filePath: String(cString: path), directoryHint: .notDirectory)
    }
}
