import CellCompiler
import Foundation
import Testing

@testable import KernelHost

/// Kernels are kept while they are used, and not for ever.
@Suite struct KernelFoldersTests {
    private final class Folder {
        let cache = CellCache(root: FileManager.default.temporaryDirectory.appending(path: "landuse-kernels-\(UUID().uuidString)"))
        var kernels: KernelFolders { KernelFolders(cache: cache) }
        deinit { try? FileManager.default.removeItem(at: cache.root) }

        func make(_ name: String, hoursAgo age: Double, now: Date) throws {
            try FileManager.default.createDirectory(at: kernels.folder(name), withIntermediateDirectories: true)
            try FileManager.default.setAttributes([.modificationDate: now.addingTimeInterval(-age * 3600)], ofItemAtPath: kernels.folder(name).path)
        }

        var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: kernels.root.path).sorted() } }
    }

    @Test func `the least recently used go first, the recent stay`() throws {
        let folder = Folder(), now = Date.now
        for (name, age) in [("old", 50.0), ("older", 60), ("recent", 0.5)] { try folder.make(name, hoursAgo: age, now: now) }
        folder.kernels.prune(limit: 2, now: now)
        #expect(try folder.names == ["old", "recent"])
        folder.kernels.prune(limit: 0, now: now)
        #expect(try folder.names == ["recent"])
    }

    @Test func `a build that cannot be read is none`() throws {
        let folder = Folder()
        try folder.make("k", hoursAgo: 0, now: .now)
        #expect(folder.kernels.read(folder.kernels.folder("k")) == nil)
        try Data("{".utf8).write(to: folder.kernels.folder("k").appending(path: "build.json"))
        #expect(folder.kernels.read(folder.kernels.folder("k")) == nil)
    }

    @Test func `a program that was cut short is not current`() async throws {
        let folder = Folder()
        try folder.make("k", hoursAgo: 0, now: .now)
        let program = folder.kernels.folder("k").appending(path: "landuse-kernel")
        try Data(count: 1000).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let toolchain = try await Toolchain.find(cache: NotebookFixture.cache.root)
        let build = KernelBuild(
            program: program, programSize: KernelBuild.size(of: program), imports: LibraryImports(compilerFlags: [], digest: ""), libraries: [], sources: [],
            watched: [], fingerprint: KernelBuild.fingerprint(of: [], toolchain: toolchain))
        try JSONEncoder().encode(build).write(to: folder.kernels.folder("k").appending(path: "build.json"))
        #expect(folder.kernels.read(folder.kernels.folder("k")) == build)
        #expect(build.isCurrent(toolchain: toolchain))
        // Built in a cache that was reached by another way, which is no more.
        var elsewhere = build
        elsewhere.program = URL(filePath: "/nowhere/kernels/k/landuse-kernel")
        try JSONEncoder().encode(elsewhere).write(to: folder.kernels.folder("k").appending(path: "build.json"))
        #expect(folder.kernels.read(folder.kernels.folder("k")) == build)
        try Data(count: 999).write(to: program)
        #expect(!build.isCurrent(toolchain: toolchain))
    }
}
