import Foundation
import Notebook
import Testing

@testable import CellCompiler

@Suite struct CellDraftTests {
    private func draft(_ text: String, after sources: [String]) async throws -> CellDraft {
        let cache = CellCache.standard()
        let compiler = CellCompiler(
            toolchain: try await Toolchain.find(cache: cache.root), libraries: LibraryImports(compilerFlags: ["-I", "/some/modules"], digest: ""), cache: cache)
        return compiler.draft(text, after: modules(sources))
    }

    @Test func `all that earlier cells declare is in sight, the newest of each`() async throws {
        let draft = try await draft("x.", after: ["import Foundation\nlet x = 1", "struct A {}", "let x = 2"])
        #expect(draft.source.hasSuffix("x."))
        #expect(draft.source.utf8.count == draft.start + 2)
        #expect(draft.source.contains("import Foundation"))
        for module in ["M1", "M2", "M3"] {
            #expect(draft.source.contains("@testable import \(module)\n"))
            #expect(draft.arguments.contains { $0.hasSuffix("/cells/\(module)") })
        }
        #expect(draft.source.contains("@testable import var M3.x\n"))
        #expect(draft.arguments.contains("/some/modules"))
    }

    @Test func `the text stays as it is`() async throws {
        let draft = try await draft("let a = await f()\na", after: [])
        #expect(draft.source.dropFirst(draft.start) == "let a = await f()\na")
    }
}
