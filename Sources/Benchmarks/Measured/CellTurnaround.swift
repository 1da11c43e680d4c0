import CellCompiler
import Foundation
import KernelHost
import Notebook

/// What someone at a prompt waits for: a small cell, compiled, loaded and run.
struct CellTurnaround: Benchmark {
    let name = "cell"
    let summary = "compile, load and run a trivial cell in a warm session: never seen before, and cached"

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        var result = BenchmarkResult(name)
        for libraries in [[], ["LandUseKit"], ["LandUseKit", "NotebookDisplay", "Foundation"]] {
            let scratch = try ScratchCache()
            defer { scratch.remove() }
            let build = try await bench.kernel(Array(libraries.prefix(1)), cache: .standard())
            let compiler = CellCompiler(toolchain: bench.toolchain, libraries: build.imports, cache: scratch.cache)
            // The first warms the session up, and fills clang's module cache: the cold one.
            let cells = try (0...(bench.runs ?? 20)).map { try Self.cell(number: $0, libraries) }
            let suffix = libraries.isEmpty ? "" : ", importing \(libraries.joined(separator: ", "))"
            // A kernel of its own for each: loading a library again would not load it.
            let all = try await turnaround(of: cells, compiler, build, bench)
            let unseen = all.dropFirst()
            let cached = try await turnaround(of: cells, compiler, build, bench).dropFirst()
            result.series += [
                Series("the very first, no clang modules yet" + suffix, seconds: all.prefix(1).map { $0.compiling + $0.running }),
                Series("never seen" + suffix, seconds: unseen.map { $0.compiling + $0.running }, target: 0.2),
                Series("  of it, compiling", seconds: unseen.map(\.compiling)),
                Series("cached" + suffix, seconds: cached.map { $0.compiling + $0.running }, target: 0.02),
            ]
        }
        await addToolchainREPL(to: &result, bench)
        return result
    }

    /// The toolchain's own prompt, from its start to a printed line: it takes nothing from a warm session of ours,
    /// but is what there would be instead.
    private func addToolchainREPL(to result: inout BenchmarkResult, _ bench: Workbench) async {
        let repl = ChildProcess(program: "/bin/sh", arguments: ["-c", #"printf 'let value = 21 * 2\nprint("it is", value)\n' | "$0" repl"#, bench.toolchain.tool("swift")])
        do {
            var seconds: [Double] = []
            for _ in 0..<min(3, bench.runs ?? 3) {
                let run = try await repl.run()
                guard run.output.contains("it is 42") else { throw BenchmarkError.childFailed(program: "swift repl", messages: run.output) }
                seconds.append(run.seconds)
            }
            result.series.append(Series("the toolchain's own REPL, from its start to a printed line", seconds: seconds))
        } catch {
            let reason = String(describing: error).split(separator: "\n").last.map(String.init) ?? ""
            result.notes.append("the toolchain's own REPL does not run here: \(reason)")
        }
    }

    private func turnaround(
        of cells: [Cell], _ compiler: CellCompiler, _ build: KernelBuild, _ bench: Workbench
    ) async throws -> [(compiling: Double, running: Double)] {
        let session = try await KernelStart.start(build, bench)
        defer { session.stop() }
        var times: [(compiling: Double, running: Double)] = []
        for cell in cells {
            let (compiling, compilations) = try await bench.time { try await compiler.compile([cell], path: "bench.md") }
            guard case .compiled(let compiled)? = compilations.first else {
                throw BenchmarkError.cellFailed(compilations.flatMap(\.diagnostics).map(\.description).joined(separator: "\n"))
            }
            let (running, run) = await bench.time { await session.run(compiled) { _ in } }
            guard run.ending == .finished else { throw BenchmarkError.cellFailed(String(describing: run.ending)) }
            times.append((compiling, running))
        }
        return times
    }

    private static func cell(number: Int, _ libraries: [String]) throws -> Cell {
        let imports = libraries.map { "import \($0)\n" }.joined()
        let text = "```swift\n\(imports)let value\(number) = \(number) * 2\nprint(\"twice \(number) is\", value\(number))\n```\n"
        return try NotebookDocument.parse(Array(text.utf8), path: "bench.md").cells[0]
    }
}
