import CellCompiler
import Foundation
import Notebook
import Sandbox
import Testing

@testable import KernelHost

/// What a cell in a jail can see and do, and what it costs the one who runs it.
@Suite struct JailedSessionTests {
    private static func run(
        _ cells: [String], settings: String = "title: Cells", files: [Jail.File] = [], limits: JailLimits = JailLimits(), in jailed: JailedNotebook
    ) async throws -> [ExecutedCell] {
        let document = try NotebookInParts.document(cells, settings: settings)
        var options = NotebookRunner.Options()
        options.keepGoing = true
        options.timeLimit = 20
        try await jailed.confine(document, &options, files: files, limits: limits)
        let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: NotebookFixture.cache.root), cache: jailed.cache, options: options)
        guard case .executed(let executed, _) = try await runner.run(document, report: { _ in }) else { return [] }
        return executed.cells
    }

    private static func printed(_ cell: ExecutedCell) -> String {
        cell.outputs.map { if case .stream(_, let text) = $0 { text } else { "" } }.joined()
    }

    @Test func `a cell sees its files and nothing of the one who runs it`() async throws {
        let jailed = try JailedNotebook()
        let data = jailed.folder.appending(path: "rivers.csv"), secret = jailed.folder.appending(path: "expected.txt")
        try Data("Elbe,1094\n".utf8).write(to: data)
        try Data("the answer is 42".utf8).write(to: secret)
        setenv("LANDUSE_TEST_SECRET", "42", 1)
        // A descriptor that nobody has taken care of.
        let leaked = open(secret.path, O_RDONLY)
        defer { close(leaked) }
        let cells = try await Self.run(
            [
                "import Foundation\nprint(try String(contentsOfFile: \"data/rivers.csv\", encoding: .utf8), terminator: \"\")",
                "for path in [\"\(secret.path)\", \"\(jailed.folder.path)/cache\", \"\(NotebookFixture.cache.root.path)/cells\", \"/root\", \"/home\", \"/etc/passwd\"] {\n"
                    + "    if access(path, F_OK) == 0 { print(path) }\n}",
                "print(ProcessInfo.processInfo.environment.keys.sorted().joined(separator: \" \"))",
                "for name in try FileManager.default.contentsOfDirectory(atPath: \"/proc/self/fd\") {\n"
                    + "    let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: \"/proc/self/fd/\\(name)\")) ?? \"\"\n"
                    + "    if target.hasPrefix(\"/\"), target != \"/dev/null\", !target.hasPrefix(\"/proc/\") { print(target) }\n}",
                "try \"mine\".write(toFile: \"result.txt\", atomically: true, encoding: .utf8)\nprint(try String(contentsOfFile: \"result.txt\", encoding: .utf8))",
                "print(try FileManager.default.contentsOfDirectory(atPath: \"/proc\").compactMap { Int($0) }.count)",
            ], files: [.init(name: "data/rivers.csv", source: data)], in: jailed)
        #expect(cells.map(\.outcome) == Array(repeating: .finished, count: 6), "\(cells.map(\.outputs))")
        #expect(cells.map(Self.printed) == [
            "Elbe,1094\n", "", "HOME LANDUSE_MEMORY_LIMIT LANG PATH PWD SWIFT_BACKTRACE SWIFT_DETERMINISTIC_HASHING TMPDIR TZ\n", "", "mine\n",
            // The kernel, and what holds its namespace.
            "2\n",
        ])
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.deletingLastPathComponent().path).allSatisfy { $0 != "result.txt" })
    }

    @Test func `pictures are read, matrices multiplied, and threads help`() async throws {
        let picture = NotebookFixture.folder.appending(path: "../../LandUseKitTests/Fixtures/images/rgba.png").standardizedFileURL
        let cells = try await Self.run(
            [
                "import LandUseKit\nlet image = try Image(contentsOf: \"rgba.png\")\nprint(image.channels)",
                "let a = Tensor.ones([300, 300])\nprint(a.matmul(a)[0][0].item())",
                "import Dispatch\nnonisolated(unsafe) let sums = UnsafeMutablePointer<Int>.allocate(capacity: 64)\n"
                    + "DispatchQueue.concurrentPerform(iterations: 64) { sums[$0] = $0 }\nprint((0..<64).map { sums[$0] }.reduce(0, +))",
            ], settings: "title: Cells\nlibraries: [LandUseKit]", files: [.init(name: "rgba.png", source: picture)], in: try JailedNotebook())
        #expect(cells.map(Self.printed) == ["4\n", "300.0\n", "2016\n"], "\(cells.map(\.outputs)) \(cells.map(\.diagnostics))")
    }

    @Test func `a cell that takes too much is told so, and the session goes on`() async throws {
        var limits = JailLimits()
        limits.memory = 3 << 30
        let cells = try await Self.run(
            ["var values: [Int] = []\nwhile true { values.append(values.count) }", "print(\"next\")"], limits: limits, in: try JailedNotebook())
        guard case .error(let failure)? = cells.first?.outputs.last else {
            Issue.record("\(cells)")
            return
        }
        #expect(failure.reason.contains("memory") || failure.reason.contains("MiB"), "\(failure)")
        #expect(cells.last.map(Self.printed) == "next\n")
    }

    @Test func `a compiler that takes too much makes its cell a broken one, and no more`() async throws {
        let jailed = try JailedNotebook()
        let document = try NotebookInParts.document(["let a = 1", "struct River { var name: String }", "print(a)"])
        let toolchain = try await Toolchain.find(cache: NotebookFixture.cache.root)
        var options = NotebookRunner.Options()
        try await jailed.confine(document, &options)
        var limits = JailLimits.compiler
        limits.memory = 200 << 20
        let build = try await KernelBuilder(toolchain: toolchain, cache: jailed.cache.trusted).build(for: document)
        let tight = CellCompiler(
            toolchain: toolchain, libraries: build.imports, cache: jailed.cache, launch: Jail(station: jailed.station).compiler(toolchain: toolchain, limits: limits),
            macros: false, blamesCells: true)
        let compilations = try await tight.compile(document.cells, path: document.path)
        #expect(compilations.count == 3)
        for compilation in compilations {
            guard case .broken(let diagnostics, let needs) = compilation else {
                Issue.record("compiled within 200 MiB")
                continue
            }
            #expect(diagnostics.contains { $0.severity == .error } || needs == ["cell-1"])
        }
    }
}
