import Foundation

/// The whole transfer-learning walkthrough, from the command to the written report; beside it the same steps
/// as an executed Python notebook.
struct Walkthrough: Benchmark {
    let name = "walkthrough"
    let summary = "render the whole walkthrough, cold and warm, beside an executed Python notebook"

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        let scratch = try ScratchCache()
        defer { scratch.remove() }
        _ = try await bench.kernel(["LandUseKit"], cache: .standard())
        let render = Self.render(bench, scratch)
        let peer = try Self.peer(bench, scratch)

        // One of each that does not count: files come from the disk, and Python compiles its modules.
        bench.progress("\(name): warming up")
        _ = try await render.run()
        _ = try await peer?.run()
        var cold: [Double] = [], warm: [Double] = [], python: [Double] = []
        let runs = bench.runs ?? 5
        for run in 1...runs {
            bench.progress("\(name): round \(run) of \(runs)")
            try scratch.emptyCells()
            cold.append(try await render.run().seconds)
            warm.append(try await render.run().seconds)
            if let peer { python.append(try await peer.run().seconds) }
        }

        var result = BenchmarkResult(name)
        let ours = Series("landuse render, warm", seconds: warm)
        result.series = [Series("landuse render, cold", seconds: cold), ours]
        result.notes = [
            "cold: no cell is compiled yet; LandUseKit, the kernel and clang's modules are. Warm: all cells are cached",
            "both sides: no pretrained weights, and a download that is refused at once",
            bench.python.note,
        ]
        if !python.isEmpty {
            let peer = Series("jupyter nbconvert --execute", seconds: python)
            result.series.append(peer)
            result.ratios = [Ratio("Python / landuse, warm", peer: peer, ours: ours, target: 8)]
            result.notes.append("Python spent \(try Self.refusal(scratch).asDuration) on the network whose download was refused; runs of both sides alternate")
        }
        return result
    }

    /// The built program on the walkthrough.
    static func render(_ bench: Workbench, _ scratch: ScratchCache, options: [String] = []) -> ChildProcess {
        ChildProcess(
            program: bench.program.path,
            arguments: ["render", bench.walkthrough.path, "-o", scratch.home.appending(path: "report.html").path] + options,
            variables: Offline.variables.merging(["XDG_CACHE_HOME": scratch.home.path, "LANDUSE_HOME": bench.home.path]) { $1 })
    }

    /// Python on the same steps.
    static func peer(_ bench: Workbench, _ scratch: ScratchCache) throws -> ChildProcess? {
        let notebook = scratch.home.appending(path: "peer.ipynb")
        let script = try String(contentsOf: bench.source("transfer_learning.py"), encoding: .utf8)
        try PercentScript(script).notebook.write(to: notebook)
        return bench.python.child(
            ["-m", "nbconvert", "--to", "html", "--execute", notebook.path],
            variables: Offline.variables.merging([
                "TORCH_HOME": scratch.home.appending(path: "torch").path,
                "BENCH_IMAGE": bench.home.appending(path: "Notebooks/images/scene.png").path,
            ]) { $1 })
    }

    /// The time of Python's attempt, building the network included, as its own report says: proof that it did
    /// not wait for a network.
    private static func refusal(_ scratch: ScratchCache) throws -> Double {
        let page = try String(contentsOf: scratch.home.appending(path: "peer.html"), encoding: .utf8)
        guard let match = page.firstMatch(of: /refused after ([0-9]+\.[0-9]+) s/), let seconds = Double(match.1) else {
            throw BenchmarkError.unreadableFigures("the peer's report, which does not say that its download was refused")
        }
        return seconds
    }
}
