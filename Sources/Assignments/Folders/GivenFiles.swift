import Foundation

/// The files beside a teacher's notebook that go to the students with it.
public struct GivenFiles {
    public enum Fault: Error, CustomStringConvertible {
        case link(path: String)
        case special(path: String)
        case unreadable(path: String, reason: String)

        public var description: String {
            switch self {
            case .link(let path): "\(path): error: this is a link; put the file itself here, or into the folder `private`, which students do not get"
            case .special(let path): "\(path): error: this is neither a file nor a folder; take it away"
            case .unreadable(let path, let reason): "\(path): error: cannot be read: \(reason)"
            }
        }
    }

    /// What stays at home.
    public static let privateFolder = "private"

    /// Paths within the folder, in order; of files alone.
    public let paths: [String]
    public let folder: URL

    /// - Parameter notebook: the name of the teacher's notebook, which is none of them.
    /// - Throws: `Fault`.
    public init(in folder: URL, besides notebook: String) throws {
        self.folder = folder
        paths = try Self.paths(in: folder, below: "", skipping: [notebook, Self.privateFolder])
    }

    public func bytes(of path: String) throws -> [UInt8] {
        let file = folder.appending(path: path)
        do { return [UInt8](try Data(contentsOf: file)) } catch { throw Fault.unreadable(path: file.relativePath, reason: (error as NSError).localizedDescription) }
    }

    private static func paths(in folder: URL, below: String, skipping: Set<String>) throws -> [String] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
            throw Fault.unreadable(path: folder.relativePath, reason: (error as NSError).localizedDescription)
        }
        // What begins with a dot is an editor's or the system's own.
        return try names.sorted().filter { !$0.hasPrefix(".") && !skipping.contains($0) }.flatMap { name -> [String] in
            let file = folder.appending(path: name)
            var status = stat()
            guard lstat(file.path, &status) == 0 else { throw Fault.unreadable(path: file.relativePath, reason: String(cString: strerror(errno))) }
            switch status.st_mode & S_IFMT {
            case S_IFREG: return [below + name]
            case S_IFDIR: return try paths(in: file, below: below + name + "/", skipping: [])
            case S_IFLNK: throw Fault.link(path: file.relativePath)
            default: throw Fault.special(path: file.relativePath)
            }
        }
    }
}
