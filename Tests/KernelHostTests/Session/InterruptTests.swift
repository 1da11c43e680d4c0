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

    @Test func `500 interrupts in one session, and it answers every time`() async throws {
        let document = try Self.cells(["let started = 41\n", "print(\"alive\", started + 1)\n"] + Self.endless.map { "print(\"begun\")\n" + $0.source })
        let toolchain = try await Toolchain.find(cache: NotebookFixture.cache.root)
        let build = try await KernelBuilder(toolchain: toolchain, cache: NotebookFixture.cache).build(for: document)
        let compiled = try await CellCompiler(toolchain: toolchain, libraries: build.imports, cache: NotebookFixture.cache)
            .compile(document.cells, path: document.path).map { compilation throws -> CompiledCell in
                guard case .compiled(let cell) = compilation else { throw NotebookError(.mistakes, compilation.diagnostics) }
                return cell
            }
        let session = try await KernelSession.start(build, toolchain: toolchain, notebook: document.path, environment: KernelEnvironment(seed: 1))
        defer { session.stop() }
        _ = await session.run(compiled[0]) { _ in }
        var random = SeededGenerator(state: 1)
        for round in 0..<500 {
            let cell = compiled[2 + round % Self.endless.count]
            let delay = Int.random(in: 0...12, using: &random)
            let (begun, begin) = AsyncStream<Void>.makeStream()
            let interrupting = Task.detached {
                for await _ in begun { break }
                try await Task.sleep(for: .milliseconds(delay))
                session.interrupt()
            }
            let run = await session.run(cell) { _ in begin.yield() }
            try await interrupting.value
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
