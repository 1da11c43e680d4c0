import Foundation

/// Compiled cells by content: a folder for each module, named like it. An entry appears whole or not at all,
/// for it is made elsewhere and moved into place; one that was damaged afterwards counts as none.
public struct CellCache: Sendable {
    /// The folder of all that `landuse` keeps: `$XDG_CACHE_HOME/landuse`.
    public let root: URL
    /// Another one, looked into first, with entries, kernels and clang's modules that are good for all. They are used as
    /// they are: nothing of what is compiled for this cache ever comes to be there, nor is a time of use noted.
    public let shared: URL?

    public init(root: URL, shared: URL? = nil) {
        self.root = root
        self.shared = shared
    }

    /// The cache of what whoever grades has compiled himself: the shared one, where there is one.
    public var trusted: CellCache { CellCache(root: shared ?? root) }

    /// The user's cache folder.
    public static func standard(environment: [String: String] = ProcessInfo.processInfo.environment) -> CellCache {
        let base = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? URL(filePath: $0) : nil }
        let home = environment["HOME"].map { URL(filePath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser
        return CellCache(root: (base ?? home.appending(path: ".cache")).appending(path: "landuse"))
    }

    /// Where clang keeps the modules that it compiles (Glibc and the like).
    public var clangModules: URL { trusted.root.appending(path: "clang-modules") }

    /// What an entry holds.
    struct Entry: Sendable {
        let folder: URL
        let module: String
        var library: URL { folder.appending(path: "cell.so") }
        var swiftModule: URL { folder.appending(path: "\(module).swiftmodule") }
        /// What the compiler said, for the next reader to hear it too.
        var messages: URL { folder.appending(path: "messages.txt") }
    }

    func entry(_ module: String) -> Entry {
        Entry(folder: root.appending(path: "cells/\(module)"), module: module)
    }

    /// Whether there is an entry in this cache's own folder, and it is whole.
    func contains(_ module: String) -> Bool { EntryManifest.isWhole(entry(module)) }

    /// The whole entry that there is: the shared one, else this cache's own.
    func found(_ module: String) -> Entry? {
        if let shared {
            let entry = CellCache(root: shared).entry(module)
            if EntryManifest.isWhole(entry) { return entry }
        }
        return ownEntry(module)
    }

    /// The whole entry in this cache's own folder.
    func ownEntry(_ module: String) -> Entry? { contains(module) ? entry(module) : nil }

    /// Notes the time of last use, by which the cache is kept small.
    func noteUse(of entry: Entry) {
        if entry.folder.path.hasPrefix(root.path + "/") { utimes(entry.folder.path, nil) }
    }

    /// A new folder to make an entry in, beside the entries, so that moving it is one step.
    func temporaryEntry(_ module: String) throws(CacheError) -> Entry {
        let folder = root.appending(path: "cells/tmp-\(UUID().uuidString)")
        try makeFolder(folder)
        return Entry(folder: folder, module: module)
    }

    /// Moves a finished entry into place. If another process was quicker, its entry stays: they are equal.
    func publish(_ temporary: Entry) throws(CacheError) -> Entry {
        let final = entry(temporary.module)
        do {
            try EntryManifest.seal(temporary)
        } catch let error as CacheError {
            throw error
        } catch {
            throw CacheError(temporary.folder.path, error)
        }
        if rename(temporary.folder.path, final.folder.path) == 0 { return final }
        if !contains(temporary.module) {
            // What stands there is no entry: somebody cleaned up, but not all of it.
            discard(final)
            guard rename(temporary.folder.path, final.folder.path) == 0 || contains(temporary.module) else {
                throw .cannotWrite(path: final.folder.path, reason: String(cString: strerror(errno)))
            }
        }
        discard(temporary)
        return final
    }

    func discard(_ entry: Entry) {
        try? FileManager.default.removeItem(at: entry.folder)
    }
}
