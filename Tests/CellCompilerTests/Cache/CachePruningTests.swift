import Foundation
import Testing
@testable import CellCompiler

/// The cache stays small, and never loses what is in use.
struct CachePruningTests {
    @Test func `the least recently used go first, the recent stay`() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let now = Date.now
        // Name, hours since last use.
        for (name, age) in [("Cell_old", 50.0), ("Cell_older", 60), ("Cell_recent", 0.5), ("tmp-left", 2), ("tmp-new", 0.1)] {
            let folder = root.appending(path: "cells/\(name)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(repeating: 0, count: 1000).write(to: folder.appending(path: "cell.so"))
            try FileManager.default.setAttributes([.modificationDate: now.addingTimeInterval(-age * 3600)], ofItemAtPath: folder.path)
        }
        let cache = CellCache(root: root)
        func left() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "cells").path).sorted() }

        cache.prune(limit: 2500, now: now)
        #expect(try left() == ["Cell_old", "Cell_recent", "tmp-new"])
        cache.prune(limit: 0, now: now)
        #expect(try left() == ["Cell_recent", "tmp-new"])
    }
}
