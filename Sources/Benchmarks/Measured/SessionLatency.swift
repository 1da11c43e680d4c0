import CellCompiler
import Foundation
import KernelHost
import Notebook
import Synchronization

/// What someone feels who works in a session: how soon output comes, how soon an interrupt is answered, what an
/// idle kernel takes; beside IPython's kernel.
struct SessionLatency: Benchmark {
    let name = "session"
    let summary = "first output, interrupts and the memory of an idle kernel, beside IPython's kernel"

    /// What is interrupted; none of it ends by itself.
    private static let endless = [
        ("counting", "var counter = 0\nwhile true { counter &+= 1 }"),
        ("printing", "while true { print(\"line\") }"),
        ("running a network", "import LandUseKit\nlet net = ResNet.resnet18().eval()\nlet batch = Tensor.randn([4, 3, 224, 224])\nwhile true { _ = net(batch) }"),
        ("asleep", "try await Task.sleep(for: .seconds(1000))"),
    ]

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        var result = BenchmarkResult(name)
        let runs = bench.runs ?? 10
        let build = try await bench.kernel(["LandUseKit"], cache: .standard())
        let compiler = CellCompiler(toolchain: bench.toolchain, libraries: build.imports, cache: .standard())
        let bare = try await KernelStart.start(try await bench.kernel([], cache: .standard()), bench)
        result.sizes.append(Size("idle kernel, no libraries", bytes: try Self.residentBytes(of: bare)))
        bare.stop()
        let session = try await KernelStart.start(build, bench)
        defer { session.stop() }
        result.sizes.append(Size("idle kernel, LandUseKit in it", bytes: try Self.residentBytes(of: session)))

        let hello = try await compiled(["print(\"first\")"], compiler)[0]
        _ = await session.run(hello) { _ in }
        var first: [Double] = []
        for _ in 0..<runs { first.append(try await Self.secondsUntilOutput(of: hello, in: session)) }
        result.series.append(Series("a compiled cell's first output", seconds: first))

        let cells = try await compiled(Self.endless.map { "print(\"begun\")\n" + $0.1 }, compiler)
        for (cell, (label, _)) in zip(cells, Self.endless) {
            bench.progress("\(name): interrupting a cell that is \(label)")
            var seconds: [Double] = []
            for _ in 0..<runs { seconds.append(try await Self.secondsToInterrupt(cell, in: session)) }
            result.series.append(Series("interrupt while \(label), until answered", seconds: seconds, target: 0.2))
        }
        result.notes.append("an answer is the explanation with the notebook's line; the kernel itself was stopped before")

        bench.progress("\(name): IPython")
        if let peer = try await IPythonPeer.measure(in: bench) {
            result.sizes += [Size("IPython, idle", bytes: peer.bytes_idle[0]), Size("IPython, torch and torchvision imported", bytes: peer.bytes_idle_torch[0])]
            result.series += [
                Series("IPython: first output", seconds: peer.first_output), Series("IPython: a trivial cell", seconds: peer.cell),
                Series("IPython: interrupt while counting", seconds: peer.interrupt_counting),
                Series("IPython: interrupt while printing", seconds: peer.interrupt_printing),
                Series("IPython: 200 small cells", seconds: peer.many_cells),
            ]
        }
        result.notes.append(bench.python.note)
        return result
    }

    private func compiled(_ sources: [String], _ compiler: CellCompiler) async throws -> [CompiledCell] {
        let text = sources.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
        let cells = try NotebookDocument.parse(Array(text.utf8), path: "bench.md").cells
        return try await compiler.compile(cells, path: "bench.md").map { compilation in
            guard case .compiled(let cell) = compilation else {
                throw BenchmarkError.cellFailed(compilation.diagnostics.map(\.description).joined(separator: "\n"))
            }
            return cell
        }
    }

    private static func secondsUntilOutput(of cell: CompiledCell, in session: KernelSession) async throws -> Double {
        let start = ContinuousClock.now, first = Mutex<Double?>(nil)
        let run = await session.run(cell) { _ in first.withLock { $0 = $0 ?? (ContinuousClock.now - start) / .seconds(1) } }
        guard run.ending == .finished, let seconds = first.withLock({ $0 }) else { throw BenchmarkError.cellFailed("\(run.ending)") }
        return seconds
    }

    private static func secondsToInterrupt(_ cell: CompiledCell, in session: KernelSession) async throws -> Double {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let interrupting = Task.detached {
            for await _ in begun { break }
            try await Task.sleep(for: .milliseconds(50))
            session.interrupt()
            return ContinuousClock.now
        }
        let run = await session.run(cell) { _ in begin.yield() }
        let end = ContinuousClock.now
        guard case .interrupted = run.ending else { throw BenchmarkError.cellFailed("\(run.ending)") }
        return (end - (try await interrupting.value)) / .seconds(1)
    }

    /// What the kernel keeps in memory.
    private static func residentBytes(of session: KernelSession) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(session.processIdentifier)/statm", encoding: .utf8)
        guard let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { throw BenchmarkError.unreadableFigures(text) }
        return pages * Int(getpagesize())
    }
}
