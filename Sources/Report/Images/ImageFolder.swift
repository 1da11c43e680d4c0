import Foundation

/// Gives the bytes of a picture that a notebook names by a path relative to its own folder.
public typealias ImageLoader = @Sendable (_ path: String) throws(ImageProblem) -> [UInt8]

/// Reads pictures from the folder that holds a notebook.
public struct ImageFolder: Sendable {
    /// The largest picture that is embedded, in bytes.
    public static let largestSize = 20 << 20

    private let folder: URL

    public init(ofNotebookAt path: String) {
        folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    }

    /// The bytes of the picture at `path`, whatever its format is.
    public func load(_ path: String) throws(ImageProblem) -> [UInt8] {
        guard !path.hasPrefix("/") else { throw .absolutePath(path: path) }
        let url = folder.appendingPathComponent(path)
        // Opening a pipe or a device could wait for ever, so ask before.
        let kind = try? FileManager.default.attributesOfItem(atPath: url.resolvingSymlinksInPath().path)[.type] as? FileAttributeType
        guard let kind else { throw .missing(path: path) }
        guard kind == .typeRegular else { throw .notAFile(path: path) }
        let bytes: Data
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            bytes = try handle.read(upToCount: Self.largestSize + 1) ?? Data()
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
        guard bytes.count <= Self.largestSize else { throw .tooLarge(path: path, limit: Self.largestSize) }
        return [UInt8](bytes)
    }
}
