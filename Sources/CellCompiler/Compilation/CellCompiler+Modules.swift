import Foundation
import Notebook

extension CellCompiler {
    /// Compiles the C modules that cells may come to import, where a jailed compiler only reads them, and lets every user do
    /// so. Without, such a compiler fails on the first cell; with, it is several times as quick.
    ///
    /// It runs the tools as they are, on nothing that anybody else has written.
    public func prepareModules() async throws {
        let trusted = CellCompiler(
            toolchain: invocation.toolchain, libraries: invocation.libraries, cache: invocation.cache.trusted, optimize: invocation.optimize,
            macros: invocation.macros)
        // One cell each: what one of them lacks is no reason to do without the others.
        let names = Self.systemModules + invocation.libraries.names
        let cells = names.enumerated().map { index, name in
            Cell(id: "import-\(name)", ordinal: index + 1, options: CellOptions(), source: "import \(name)\n", firstLine: index + 1, removedColumns: [])
        }
        _ = try await trusted.compile(cells, path: "modules.md")
        try invocation.cache.trusted.letEveryoneReadModules()
    }

    /// Modules of the toolchain's that stand on C.
    private static let systemModules = [
        "Foundation", "FoundationEssentials", "FoundationNetworking", "FoundationXML", "Dispatch", "Glibc", "Synchronization", "Observation", "RegexBuilder",
        "Distributed", "NotebookDisplay",
    ]
}

extension CellCache {
    /// The compiler makes the folders of its modules for its own user and group.
    func letEveryoneReadModules() throws(CacheError) {
        let paths = [clangModules.path] + (FileManager.default.subpaths(atPath: clangModules.path) ?? []).map { "\(clangModules.path)/\($0)" }
        for path in paths {
            var status = stat()
            guard lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFLNK else { continue }
            let isFolder = status.st_mode & S_IFMT == S_IFDIR, mode = status.st_mode & 0o7777 | (isFolder ? 0o555 : 0o444)
            if mode != status.st_mode & 0o7777, chmod(path, mode) != 0, errno != ENOENT {
                throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
            }
        }
    }
}
