import CellCompiler
import Foundation
import Testing

@testable import KernelHost

/// A package is one package, however its folder is written: taken for two, it would be locked twice, and waited for for ever.
struct PackageFolderTests {
    @Test func `ways of writing a folder name one package`() throws {
        let home = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        let held = try #require(PackageFolder(holding: URL(filePath: #filePath)))
        let link = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: home)
        defer { try? FileManager.default.removeItem(at: link) }
        let plain = home.path.hasSuffix("/") ? String(home.path.dropLast()) : home.path
        let ways = [
            URL(filePath: plain, directoryHint: .isDirectory), URL(filePath: plain, directoryHint: .notDirectory), URL(filePath: plain + "/"),
            URL(filePath: plain + "/Sources/.."), link, URL(filePath: "Sources/..", relativeTo: URL(filePath: plain, directoryHint: .isDirectory)),
        ]
        #expect(Set(ways.map { PackageFolder($0) } + [held]) == [held])
        #expect(try PackageFolder.runner(environment: ["LANDUSE_HOME": plain]) == held)
    }

    /// Two kernels' parts in one program would not go together.
    @Test func `a notebook in another checkout is told so`() async throws {
        let other = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: other) }
        try FileManager.default.createDirectory(at: other.appending(path: "Sources/NotebookKernel"), withIntermediateDirectories: true)
        try Data().write(to: other.appending(path: "Package.swift"))
        let builder = KernelBuilder(toolchain: try await Toolchain.find(cache: other), cache: CellCache(root: other.appending(path: "cache")))
        let error = await #expect(throws: BuildError.self) { _ = try await builder.build(libraries: ["LandUseKit"], forNotebookAt: other.appending(path: "class/a.md")) }
        #expect(error?.description.contains("\(other.lastPathComponent), which is another checkout of LandUse Notebooks") == true)
    }
}
