import Foundation
import TestFolders
import Testing
@testable import landuse

/// What is compiled again, and what is said of it; with a cache of its own each.
@Suite(.serialized) struct ExplainCacheTests {
    private static let notebook = "# T\n\n```swift\n//| caption: old\nlet a = 1\n```\n\ntext\n\n```swift\nprint(a)\n```\n\n```swift\nprint(\"b\")\n```\n"

    /// A folder with a notebook, and a cache in it that shares nothing but the built kernel.
    private struct Place {
        let folder: TemporaryFolder
        var cache: URL { folder.url.appending(path: "cache") }

        init() throws {
            folder = try TemporaryFolder()
            try FileManager.default.createDirectory(at: cache.appending(path: "landuse"), withIntermediateDirectories: true)
            // Not clang's modules, which know the path that they lie at.
            for name in ["kernels", "toolchains"] {
                let shared = Program.cache.appending(path: "landuse/\(name)")
                try FileManager.default.createDirectory(at: shared, withIntermediateDirectories: true)
                try FileManager.default.createSymbolicLink(at: cache.appending(path: "landuse/\(name)"), withDestinationURL: shared)
            }
        }

        func write(_ text: String) throws { try Data(text.utf8).write(to: folder.url.appending(path: "n.md")) }

        /// Cells that were compiled, with the reason.
        func compiled(_ command: String = "check") async throws -> [String] {
            let run = try await Program.run([command, "n.md", "--explain-cache"], in: folder.url, variables: ["XDG_CACHE_HOME": cache.path])
            #expect(run.exitCode == 0, "\(run.errors)")
            let lines = run.errors.split(separator: "\n").filter { $0.hasPrefix("landuse: cell-") }
            #expect(lines.count == 3, "\(run.errors)")
            return lines.filter { !$0.hasSuffix(": cached") }.map { String($0.dropFirst("landuse: ".count)) }
        }

        var entries: [String] {
            get throws { try FileManager.default.contentsOfDirectory(atPath: cache.appending(path: "landuse/cells").path).sorted() }
        }
    }

    @Test func `only what a change reaches is compiled again`() async throws {
        let place = try Place()
        try place.write(Self.notebook)
        #expect(try await place.compiled().count == 3)
        #expect(try await place.compiled("render") == [])
        try place.write(Self.notebook.replacing("text", with: "another text\n\nof several lines"))
        #expect(try await place.compiled("render") == [])
        try place.write(Self.notebook.replacing("old", with: "new"))
        #expect(try await place.compiled() == [])
        // The last cell goes to the front: cell-1 is what cell-3 was.
        try place.write("```swift\nprint(\"b\")\n```\n\n```swift\n//| caption: new\nlet a = 1\n```\n\n```swift\nprint(a)\n```\n")
        #expect(try await place.compiled() == [])
        try place.write(Self.notebook)
        #expect(try await place.compiled() == [])
        try place.write(Self.notebook.replacing("let a = 1", with: "let a = 2"))
        #expect(try await place.compiled() == ["cell-1: compiled: its code changed", "cell-2: compiled: cell-1, which it needs, changed"])
    }

    @Test func `a damaged entry is compiled again`() async throws {
        let place = try Place()
        try place.write(Self.notebook)
        #expect(try await place.compiled().count == 3)
        let entry = place.cache.appending(path: "landuse/cells/\(try place.entries[0])/cell.so")
        try Data(contentsOf: entry).prefix(200).write(to: entry)
        let compiled = try await place.compiled("render")
        #expect(compiled.count == 1)
        #expect(compiled.first?.hasSuffix("what was kept of it was gone, or damaged") == true)
        #expect(try await place.compiled() == [])
    }

    @Test func `two at once leave one whole cache`() async throws {
        let place = try Place()
        try place.write(Self.notebook)
        let (folder, cache) = (place.folder.url, place.cache.path)
        let codes = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<3 {
                group.addTask { try await Program.run(["check", "n.md"], in: folder, variables: ["XDG_CACHE_HOME": cache]).exitCode }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(codes == [0, 0, 0])
        #expect(try place.entries.count == 3)
        #expect(try await place.compiled() == [])
    }

    @Test func `a cache that cannot be written to is one clear error`() async throws {
        let folder = try TemporaryFolder()
        try Data(Self.notebook.utf8).write(to: folder.url.appending(path: "n.md"))
        let file = folder.url.appending(path: "file")
        try Data().write(to: file)
        for command in ["check", "render"] {
            let run = try await Program.run([command, "n.md"], in: folder.url, variables: ["XDG_CACHE_HOME": file.path])
            #expect(run.exitCode == 70)
            #expect(run.errors.contains("the cache cannot be written to: \(file.path)/landuse: Not a directory;"), "\(run.errors)")
            #expect(run.errors.contains("set XDG_CACHE_HOME"))
            #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
        }
    }
}
