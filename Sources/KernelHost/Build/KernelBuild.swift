import CellCompiler
import Digest
import Foundation
import Notebook

/// A kernel with a notebook's libraries in it, and how cells import them.
public struct KernelBuild: Sendable, Codable, Equatable {
    /// The kernel's program.
    public var program: URL
    /// Bytes that it had when it was built: one that was cut short is built again.
    var programSize: Int
    public var imports: LibraryImports
    /// The names of the libraries.
    public var libraries: [String]
    /// What the libraries were built from, and to.
    var sources: [RunFacts.Library]
    /// The folders whose files decide what was built, and their state then.
    var watched: [String]
    var fingerprint: String

    /// Whether the files that it was built from are as they were.
    func isCurrent(toolchain: Toolchain) -> Bool {
        FileManager.default.isExecutableFile(atPath: program.path) && programSize == Self.size(of: program)
            && fingerprint == Self.fingerprint(of: watched, toolchain: toolchain)
    }

    static func size(of program: URL) -> Int {
        var status = stat()
        return stat(program.path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// The state of some files and folders: names, sizes and times, which are quick to read.
    static func fingerprint(of paths: [String], toolchain: Toolchain) -> String {
        var lines = [toolchain.version, toolchain.binaries.path]
        for path in paths {
            let below = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
            for file in [path] + below.map({ "\(path)/\($0)" }) {
                var status = stat()
                // A folder's own time changes with what an editor leaves in it for a moment.
                guard stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
                lines.append("\(file) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)")
            }
        }
        return SHA256.hex(of: lines.joined(separator: "\n").utf8)
    }
}
