import CellCompiler
import Foundation
import Notebook
import Testing

@testable import KernelHost

/// Interrupting a cell is what students do most, and must never end in a hang.
@Suite struct InterruptTests {
    /// What a cell is doing when it is interrupted; none of them ends by itself.
    static let endless: [(name: String, source: String)] = [
        ("printing", "var printed = 0\nwhile true { print(\"line\", printed); printed += 1 }\n"),
        ("allocating", "var texts: [String] = []\nwhile true {\n    texts.append(\"text \\(texts.count) that is no small string\")\n    if texts.count > 500 { texts = [] }\n}\n"),
        ("counting", "var counter = 0\nwhile true { counter &+= 1 }\n"),
        ("training", "import LandUseKit\nlet net = Sequential(Conv2d(3, 8, kernelSize: 3), ReLU(), Flatten(), Linear(8 * 30 * 30, 10))\nlet batch = Tensor.randn([4, 3, 32, 32])\nwhile true { _ = net(batch) }\n"),
        ("awaiting", "for await number in AsyncStream(unfolding: { () -> Int? in try? await Task.sleep(for: .milliseconds(1)); return 1 }) { _ = number }\n"),
        ("asleep", "try await Task.sleep(for: .seconds(1000))\n"),
        ("reading", "import Foundation\nwhile true { _ = try String(contentsOfFile: \"/proc/self/status\", encoding: .utf8) }\n"),
        ("sorting", "while true { _ = (0..<1000).map { ($0 &* 7919) % 1009 }.sorted(by: >) }\n"),
    ]

    private static func cells(_ sources: [String]) throws -> NotebookDocument {
        let fences = sources.map { "```swift\n\($0)```\n" }.joined(separator: "\n")
        return try NotebookDocument.parse(Array("---\ntitle: Soak\nlibraries: [LandUseKit]\n---\n\n\(fences)".utf8), path: "soak.md")
    }

    private static func session(_ document: NotebookDocument, environment: KernelEnvironment) async throws -> (kernel: KernelSession, cells: [CompiledCell]) {
        let toolchain = try await Toolchain.find(cache: NotebookFixture.cache.root)
        let build = try await KernelBuilder(toolchain: toolchain, cache: NotebookFixture.cache).build(for: document)
        let compiled = try await CellCompiler(toolchain: toolchain, libraries: build.imports, cache: NotebookFixture.cache)
            .compile(document.cells, path: document.path).map { compilation throws -> CompiledCell in
                guard case .compiled(let cell) = compilation else { throw NotebookError(.mistakes, compilation.diagnostics) }
                return cell
            }
        return (try await KernelSession.start(build, toolchain: toolchain, notebook: document.path, environment: environment), compiled)
    }

    /// Runs a cell, and interrupts it so many milliseconds after its first output.
    private static func interrupt(_ cell: CompiledCell, after delay: Int, in session: KernelSession) async -> KernelSession.Run {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let interrupting = Task.detached {
            for await _ in begun { break }
            try? await Task.sleep(for: .milliseconds(delay))
            session.interrupt()
        }
        let run = await session.run(cell) { _ in begin.yield() }
        await interrupting.value
        return run
    }

    @Test func `memory that stopped cells hold is told, and costs the kernel when it is too much`() async throws {
        let source = "var held = [UInt8](repeating: 1, count: 200 << 20)\nprint(\"begun\")\nwhile true { held[0] &+= 1 }\n"
        let document = try NotebookDocument.parse(Array("```swift\nlet a = 1\n```\n\n```swift\n\(source)```\n".utf8), path: "held.md")
        let session = try await Self.session(document, environment: KernelEnvironment(user: ["LANDUSE_MEMORY_LIMIT": "700"]))
        defer { session.kernel.stop() }
        var ends: [(isAlive: Bool, reason: String)] = []
        for _ in 0..<2 {
            let run = await Self.interrupt(session.cells[1], after: 0, in: session.kernel)
            ends.append((run.isKernelAlive, run.ending.failure?.reason ?? "none"))
        }
        #expect(ends[0].isAlive && ends[0].reason.contains("what it held stays taken: 2"), "\(ends)")
        #expect(!ends[1].isAlive && ends[1].reason.contains("cells that ended early hold 4"), "\(ends)")
    }

    @Test func `500 interrupts in one session, and it answers every time`() async throws {
        let document = try Self.cells(["let started = 41\n", "print(\"alive\", started + 1)\n"] + Self.endless.map { "print(\"begun\")\n" + $0.source })
        let (session, compiled) = try await Self.session(document, environment: KernelEnvironment(seed: 1))
        defer { session.stop() }
        _ = await session.run(compiled[0]) { _ in }
        var random = SeededGenerator(state: 1)
        for round in 0..<500 {
            let cell = compiled[2 + round % Self.endless.count]
            let delay = Int.random(in: 0...12, using: &random)
            let run = await Self.interrupt(cell, after: delay, in: session)
            guard case .interrupted = run.ending, run.isKernelAlive else {
                Issue.record("round \(round), \(Self.endless[round % Self.endless.count].name), after \(delay) ms: \(run.ending)")
                return
            }
            let answer = await session.run(compiled[1]) { _ in }
            let printed = answer.outputs.map { if case .stream(.stdout, let text) = $0 { text } else { "" } }.joined()
            guard answer.ending == .finished, printed.hasSuffix("alive 42\n") else {
                Issue.record("no answer after round \(round), \(Self.endless[round % Self.endless.count].name): \(answer.ending) \(printed.suffix(200))")
                return
            }
        }
    }
}

/// Steele and others' SplitMix64 (2014): the same numbers every time.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
