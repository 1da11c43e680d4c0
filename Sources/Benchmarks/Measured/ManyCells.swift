import CellCompiler
import Foundation
import KernelHost
import Notebook

/// A notebook of many small cells, each of which uses the one before it.
struct ManyCells: Benchmark {
    let name = "many-cells"
    let summary = "check a notebook of 200 small cells, and render it, with nothing cached and with everything"

    private static let count = 200

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        let scratch = try ScratchCache()
        defer { scratch.remove() }
        _ = try await bench.kernel([], cache: .standard())
        let notebook = scratch.home.appending(path: "many.md")
        try Self.notebook.write(to: notebook, atomically: true, encoding: .utf8)
        let variables = ["XDG_CACHE_HOME": scratch.home.path, "LANDUSE_HOME": bench.home.path]
        let check = ChildProcess(program: bench.program.path, arguments: ["check", notebook.path], variables: variables)
        let render = ChildProcess(
            program: bench.program.path, arguments: ["render", notebook.path, "-o", scratch.home.appending(path: "many.html").path],
            variables: variables)
        // Clang's modules are made.
        _ = try await check.run()
        var cold: [Double] = [], warm: [Double] = [], rendering: [Double] = []
        for run in 1...(bench.runs ?? 3) {
            bench.progress("\(name): round \(run)")
            try scratch.emptyCells()
            cold.append(try await check.run().seconds)
            warm.append(try await check.run().seconds)
            rendering.append(try await render.run().seconds)
        }
        var result = BenchmarkResult(name)
        result.series = [
            Series("check, nothing cached", seconds: cold, target: 15), Series("check, all cached", seconds: warm),
            Series("render, all cached", seconds: rendering),
        ]
        result.notes = ["each cell declares a function and calls it; every tenth uses the one ten cells before it"]
        return result
    }

    private static var notebook: String {
        (0..<count).map { number in
            let call = number >= 10 && number.isMultiple(of: 10) ? "f\(number - 10)(\(number))" : "\(number)"
            return "```swift\nfunc f\(number)(_ x: Int) -> Int { x + \(number) }\nprint(f\(number)(\(call)))\n```\n"
        }.joined(separator: "\n")
    }
}
