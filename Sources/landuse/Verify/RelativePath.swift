import Foundation

/// Paths from one place to another.
enum RelativePath {
    /// The way to `file` from the folder that holds `other`: `../notebooks/a.md`.
    static func path(to file: URL, from other: URL) -> String {
        let target = file.standardizedFileURL.pathComponents, base = other.standardizedFileURL.deletingLastPathComponent().pathComponents
        let shared = zip(target, base).prefix { $0 == $1 }.count
        return (Array(repeating: "..", count: base.count - shared) + target.dropFirst(shared)).joined(separator: "/")
    }
}
