import CellCompiler
import Foundation
import KernelHost
import Notebook
import Testing

/// A notebook uses the libraries of the package that it lies in, whatever package that is.
struct OtherPackageTests {
    @Test func `a package with a C target and resources serves its own notebook`() async throws {
        let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Packages/Hydro")
        let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: source, to: folder)
        let cache = NotebookFixture.cache
        let document = try NotebookDocument.read(path: folder.appending(path: "Notes/rivers.md").path)
        let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: cache.root), cache: cache)
        let result = try await runner.run(document) { _ in }
        #expect(RunDescription.text(result) == "cell-1: finished\n  stdout| 12\n  result| text/plain\n    \"Elbe\\n\"\n")
    }

    @Test func `libraries that the package does not have are named at their line, before anything is built`() async throws {
        let bytes = Array("---\ntitle: x\nlibraries: [LanduseKit, Unheard]\n---\n\n```swift\n1\n```\n".utf8)
        let document = try NotebookDocument.parse(bytes, path: NotebookFixture.folder.appending(path: "none.md").path)
        let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: NotebookFixture.cache.root), cache: NotebookFixture.cache) { message in
            // Other tests build at the same time.
            if message.hasPrefix("building") { Issue.record("\(message)") }
        }
        let error = await #expect(throws: NotebookError.self) { _ = try await runner.check(document) }
        #expect(error?.diagnostics.first?.position == SourcePosition(line: 3, column: 1))
        #expect(error?.description.hasSuffix("has no library 'LanduseKit' (did you mean 'LandUseKit'?) and no library 'Unheard'; it has LandUseKit") == true)
    }
}
