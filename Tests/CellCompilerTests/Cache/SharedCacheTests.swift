import Foundation
import Testing

@testable import CellCompiler

/// A cache in front of another one.
@Suite struct SharedCacheTests {
    private final class Caches {
        let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-caches-\(UUID().uuidString)")
        var shared: CellCache { CellCache(root: folder.appending(path: "shared")) }
        var own: CellCache { CellCache(root: folder.appending(path: "own"), shared: shared.root) }
        deinit { try? FileManager.default.removeItem(at: folder) }

        func publish(_ module: String, _ text: String, in cache: CellCache) throws {
            let entry = try cache.temporaryEntry(module)
            for file in [entry.library, entry.swiftModule, entry.messages] { try Data(text.utf8).write(to: file) }
            _ = try cache.publish(entry)
        }
    }

    @Test func `what is shared comes first, and what is new goes to one's own`() throws {
        let caches = Caches()
        try caches.publish("A", "shared", in: caches.shared)
        try caches.publish("A", "own", in: caches.own)
        try caches.publish("B", "own", in: caches.own)
        #expect(caches.own.found("A")?.folder == caches.shared.entry("A").folder)
        #expect(caches.own.found("B")?.folder == caches.own.entry("B").folder)
        #expect(caches.own.found("C") == nil)
        #expect(caches.shared.found("B") == nil)
        #expect(try String(contentsOf: caches.shared.entry("A").library, encoding: .utf8) == "shared")
        #expect(caches.own.clangModules == caches.shared.clangModules)
    }

    @Test func `a damaged shared entry is passed over and stays`() throws {
        let caches = Caches()
        try caches.publish("A", "shared", in: caches.shared)
        try Data().write(to: caches.shared.entry("A").library)
        #expect(caches.own.found("A") == nil)
        try caches.publish("A", "own", in: caches.own)
        #expect(caches.own.found("A")?.folder == caches.own.entry("A").folder)
        #expect(try Data(contentsOf: caches.shared.entry("A").library).isEmpty)
    }

    @Test func `use of what is shared leaves no trace there`() throws {
        let caches = Caches()
        try caches.publish("A", "shared", in: caches.shared)
        try caches.publish("B", "own", in: caches.own)
        let old = Date(timeIntervalSince1970: 1_000_000)
        func modified(_ entry: CellCache.Entry) throws -> Date? {
            try FileManager.default.attributesOfItem(atPath: entry.folder.path)[.modificationDate] as? Date
        }
        for entry in [caches.shared.entry("A"), caches.own.entry("B")] {
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: entry.folder.path)
            caches.own.noteUse(of: entry)
        }
        #expect(try modified(caches.shared.entry("A")) == old)
        #expect(try modified(caches.own.entry("B")) != old)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: caches.own.entry("B").folder.path)
        caches.own.prune(limit: 0)
        #expect(caches.shared.contains("A"))
        #expect(!caches.own.contains("B"))
    }
}
