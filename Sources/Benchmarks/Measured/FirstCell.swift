import Foundation

/// What someone waits for who renders a notebook again: from the command to its first cell.
struct FirstCell: Benchmark {
    let name = "first-cell"
    let summary = "render the walkthrough with everything cached, until its first cell starts"

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        let scratch = try ScratchCache()
        defer { scratch.remove() }
        _ = try await bench.kernel(["LandUseKit"], cache: .standard())
        let render = Walkthrough.render(bench, scratch, options: ["--events", "-"])
        var seconds: [Double] = []
        // The first run compiles.
        for run in 0...(bench.runs ?? 10) {
            let time = try await render.secondsUntilLine(containing: #""event":"cell_started""#)
            if run > 0 { seconds.append(time) }
        }
        var result = BenchmarkResult(name)
        result.series = [Series("until the first cell starts", seconds: seconds, target: 0.5)]
        return result
    }
}
