import CellCompiler
import Foundation

/// The kernels that are kept: one folder for each choice of package and libraries.
struct KernelFolders {
    /// Kernels that are kept; the least recently used go first. A few megabytes each.
    static let limit = 40

    let root: URL

    init(cache: CellCache) { root = cache.trusted.root.appending(path: "kernels") }

    func folder(_ key: String) -> URL { root.appending(path: key) }

    /// Reads what was built in a folder, which counts as using it.
    func read(_ folder: URL) -> KernelBuild? {
        let file = folder.appending(path: "build.json")
        guard let data = try? Data(contentsOf: file), var build = try? JSONDecoder().decode(KernelBuild.self, from: data) else { return nil }
        // A cache may have been moved, or reached by another way, since it was built.
        build.program = folder.appending(path: build.program.lastPathComponent)
        utimes(folder.path, nil)
        return build
    }

    /// Removes what is over the limit. One that was used within the last hour stays, for it may be running.
    func prune(limit: Int = Self.limit, now: Date = .now) {
        let key = URLResourceKey.contentModificationDateKey
        let folders = (try? FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: [key])) ?? []
        let dated = folders.map { ($0, (try? $0.resourceValues(forKeys: [key]))?.contentModificationDate ?? .distantPast) }
        for (folder, used) in dated.sorted(by: { $0.1 < $1.1 }).dropLast(limit) where now.timeIntervalSince(used) > 3600 {
            try? FileManager.default.removeItem(at: folder)
        }
    }
}
