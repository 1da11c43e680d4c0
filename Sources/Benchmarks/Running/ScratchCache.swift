import CellCompiler
import Foundation

/// A cache folder for measuring: kernels and the toolchain's version are the user's own, cells are its own
/// and none at first, and there are no pretrained weights. What is measured is then the same on every
/// machine, and the user's cache stays as it is. Clang's modules are its own too, for they know the path that
/// they lie at: the first cell to be compiled makes them.
struct ScratchCache {
    /// The value for `XDG_CACHE_HOME`.
    let home: URL
    var cache: CellCache { CellCache(root: home.appending(path: "landuse")) }

    init(sharing user: CellCache = .standard()) throws {
        home = FileManager.default.temporaryDirectory.appending(path: "landuse-bench-\(UUID().uuidString)")
        let root = home.appending(path: "landuse")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        for name in ["kernels", "toolchains"] {
            let shared = user.root.appending(path: name)
            try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
            try FileManager.default.createSymbolicLink(at: root.appending(path: name), withDestinationURL: shared)
        }
        try emptyCells()
    }

    /// Forgets all compiled cells.
    func emptyCells() throws {
        let cells = cache.root.appending(path: "cells")
        if FileManager.default.fileExists(atPath: cells.path) { try FileManager.default.removeItem(at: cells) }
        try FileManager.default.createDirectory(at: cells, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: home) }
}
