import Foundation
import Testing

@testable import CellCompiler

@Suite struct CellCacheTests {
    /// A cache in a folder of its own, which goes when the test ends.
    private final class Folder {
        let cache = CellCache(root: FileManager.default.temporaryDirectory.appending(path: "landuse-cache-\(UUID().uuidString)"))
        deinit { try? FileManager.default.removeItem(at: cache.root) }

        /// A finished entry that nobody has published yet.
        func finished(_ module: String, _ text: String) throws -> CellCache.Entry {
            let entry = try cache.temporaryEntry(module)
            for file in [entry.library, entry.swiftModule, entry.messages] { try Data(text.utf8).write(to: file) }
            return entry
        }

        var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: cache.root.appending(path: "cells").path)) ?? []).sorted() }
    }

    @Test func `an entry is there once it is published, and nothing else stays`() throws {
        let folder = Folder()
        #expect(!folder.cache.contains("M"))
        let temporary = try folder.finished("M", "one")
        #expect(!folder.cache.contains("M"))
        let entry = try folder.cache.publish(temporary)
        #expect(folder.cache.contains("M"))
        #expect(entry.library == folder.cache.entry("M").library)
        #expect(try String(contentsOf: entry.library, encoding: .utf8) == "one")
        #expect(folder.names == ["M"])
    }

    @Test func `whoever publishes second finds the first one's entry`() throws {
        let folder = Folder()
        let first = try folder.finished("M", "one"), second = try folder.finished("M", "two")
        _ = try folder.cache.publish(first)
        let entry = try folder.cache.publish(second)
        #expect(try String(contentsOf: entry.library, encoding: .utf8) == "one")
        #expect(folder.names == ["M"])
    }

    @Test func `many publishers at once leave one whole entry`() async throws {
        let folder = Folder()
        let entries = try (0..<20).map { try folder.finished("M", "same \($0 / 20)") }
        let cache = folder.cache
        try await withThrowingTaskGroup(of: Void.self) { group in
            for entry in entries { group.addTask { _ = try cache.publish(entry) } }
            try await group.waitForAll()
        }
        #expect(try String(contentsOf: cache.entry("M").library, encoding: .utf8) == "same 0")
        #expect(folder.names == ["M"])
    }

    @Test func `an entry without its library is none, and is replaced`() throws {
        let folder = Folder()
        let damaged = folder.cache.entry("M")
        try FileManager.default.createDirectory(at: damaged.folder, withIntermediateDirectories: true)
        try Data().write(to: damaged.messages)
        #expect(!folder.cache.contains("M"))
        _ = try folder.cache.publish(try folder.finished("M", "new"))
        #expect(try String(contentsOf: damaged.library, encoding: .utf8) == "new")
        #expect(folder.names == ["M"])
    }

    @Test func `what is discarded leaves nothing`() throws {
        let folder = Folder()
        folder.cache.discard(try folder.finished("M", "one"))
        #expect(folder.names == [])
    }

    @Test(arguments: [
        (["XDG_CACHE_HOME": "/x"], "/x/landuse"), (["HOME": "/h"], "/h/.cache/landuse"), (["XDG_CACHE_HOME": "relative", "HOME": "/h"], "/h/.cache/landuse"),
        (["XDG_CACHE_HOME": "", "HOME": "/h"], "/h/.cache/landuse"),
    ])
    func `the user's cache folder`(_ environment: [String: String], _ expected: String) {
        #expect(CellCache.standard(environment: environment).root.path == expected)
    }
}
