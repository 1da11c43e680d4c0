import CellCompiler
import Foundation
import Testing

@testable import LanguageService

/// The toolchain's own service, through the worker as `landuse repl` starts it.
@Suite(.serialized) final class LanguageServiceTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "service-\(UUID().uuidString)")

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// The program lies beside the tests' own.
    private static let program: String = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "landuse").path
    }()

    private func service(_ command: [String]? = nil, patience: Duration = .seconds(60)) async throws -> LanguageService {
        let toolchain = try await Toolchain.find(cache: CellCache.standard().root)
        return LanguageService(command: command ?? [Self.program, "language-service", toolchain.languageService.path], folder: folder, patience: patience)
    }

    private func source(_ text: String) -> LanguageService.Source { .init(text: text, arguments: ["-module-name", "Draft", "-swift-version", "5"]) }

    @Test func `names, members, types and documentation are the compiler's`() async throws {
        let service = try await service()
        let text = "/// Doc „é“.\nfunc fühlen(_ a: Int) -> [Int] { [a] }\nlet xs = fühlen(1)\nxs.cou"
        let source = source(text)
        let members = try await service.completions(of: "cou", at: text.utf8.count - 3, in: source)
        #expect(members.contains { $0.name == "count" && $0.type == "Int" && $0.insertion == "count" })
        #expect(members.allSatisfy { $0.name.hasPrefix("cou") })

        let names = try await service.completions(of: "fü", at: text.utf8.count - 6, in: self.source(String(text.dropLast(6)) + "fü"))
        #expect(names.map(\.insertion) == ["fühlen("])

        let whole = self.source(String(text.dropLast(4)) + ".count")
        let offset = text[..<(try #require(text.firstRange(of: "fühlen(1)")).lowerBound)].utf8.count
        let symbol = try #require(try await service.symbol(at: offset, in: whole))
        #expect(symbol.declaration == "func fühlen(_ a: Int) -> [Int]")
        #expect(symbol.documentation == "Doc „é“.")
        let types = try await service.expressionTypes(in: whole)
        #expect(types.contains { $0.type == "[Int]" })
        #expect(types.max { ($0.offset, $0.length) < ($1.offset, $1.length) }?.type == "Int")
        #expect(try await service.errors(in: whole).isEmpty)
        #expect(try await service.errors(in: self.source("let a: Int = nope")) == ["cannot find 'nope' in scope"])
    }

    @Test func `what stands for nothing has no symbol`() async throws {
        let service = try await service()
        let symbol = try? await service.symbol(at: 0, in: source("   "))
        #expect(symbol == nil)
    }

    @Test func `one that does not answer is ended in time`() async throws {
        let service = try await service(["/bin/sleep", "60"], patience: .milliseconds(100))
        let start = ContinuousClock.now
        await #expect(throws: LanguageServiceError.timedOut) { try await service.expressionTypes(in: source("1")) }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func `one that crashes costs its question, and another takes its place`() async throws {
        // Dies at the first question, and answers the second.
        let flag = folder.appending(path: "died").path
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = "read line; if [ -e \(flag) ]; then echo '+{\"key.expression_type_list\": []}'; read line; else : > \(flag); kill -9 $$; fi"
        let service = try await service(["/bin/sh", "-c", script])
        await #expect(throws: LanguageServiceError.ended) { try await service.expressionTypes(in: source("1")) }
        #expect(try await service.expressionTypes(in: source("1")).isEmpty)
    }

    @Test func `without its library it says so`() async throws {
        let service = try await service([Self.program, "language-service", "/no/such/library.so"])
        let error = await #expect(throws: LanguageServiceError.self) { try await service.expressionTypes(in: source("1")) }
        #expect(error?.description.contains("/no/such/library.so") == true)
    }
}
