import CellCompiler
import Foundation
import KernelHost
import Notebook
import Synchronization

/// ResNet-18's forward pass through LandUseKit's public interface, in a cell; beside it PyTorch's.
struct Inference: Benchmark {
    let name = "inference"
    let summary = "ResNet-18 forward at 224 × 224, batches of 1 and 16, beside PyTorch in both its layouts"

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        let document = try NotebookDocument.read(path: bench.source("inference.md").path)
        let peer = bench.python.child([bench.source("inference.py").path, String(ProcessInfo.processInfo.activeProcessorCount)])
        var figures: [ForwardPass: [Double]] = [:]
        // Each round begins new processes: PyTorch's threads spin for a while after a call.
        let rounds = bench.runs ?? 3
        for round in 1...rounds {
            bench.progress("\(name): round \(round) of \(rounds)")
            figures.merge(try ForwardPass.read(try await run(document, bench))) { $0 + $1 }
            if let peer { figures.merge(try ForwardPass.read(try await peer.run().output)) { $0 + $1 } }
        }

        var result = BenchmarkResult(name)
        for batch in Set(figures.keys.map(\.batch)).sorted() {
            let series = figures.filter { $0.key.batch == batch }.sorted { $0.key.engine < $1.key.engine }
                .map { ($0.key.engine, Series("\($0.key.engine), batch \(batch)", seconds: $0.value)) }
            result.series += series.map(\.1)
            let peers = series.filter { $0.0 != "LandUseKit" }.map(\.1)
            if let fastest = peers.min(by: { $0.median < $1.median }), let ours = series.first(where: { $0.0 == "LandUseKit" })?.1 {
                result.ratios.append(Ratio("PyTorch's faster layout / LandUseKit, batch \(batch)", peer: fastest, ours: ours))
            }
        }
        result.notes = ["Float32, all weights frozen, \(ProcessInfo.processInfo.activeProcessorCount) threads; whole batches are timed", bench.python.note]
        return result
    }

    /// What the notebook's cells print.
    private func run(_ document: NotebookDocument, _ bench: Workbench) async throws -> String {
        let printed = Mutex("")
        let runner = NotebookRunner(toolchain: bench.toolchain, cache: .standard(), progress: bench.progress)
        let result = try await runner.run(document) { event in
            if case .output(_, .stream(.stdout, let text)) = event { printed.withLock { $0 += text } }
        }
        switch result {
        case .broken(let diagnostics): throw BenchmarkError.cellFailed(diagnostics.map(\.description).joined(separator: "\n"))
        case .executed(let notebook, _):
            guard notebook.succeeded else { throw BenchmarkError.cellFailed(printed.withLock { $0 }) }
        }
        return printed.withLock { $0 }
    }
}

/// What was measured: an engine on a batch of so many pictures.
struct ForwardPass: Hashable {
    var engine: String
    var batch: Int

    /// Lines of `engine; batch; seconds seconds …`, as our notebook and the peer both print them.
    static func read(_ text: String) throws -> [ForwardPass: [Double]] {
        var figures: [ForwardPass: [Double]] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 3, let batch = Int(parts[1]) else { throw BenchmarkError.unreadableFigures(String(line)) }
            let seconds = parts[2].split(separator: " ").compactMap { Double($0) }
            guard !seconds.isEmpty else { throw BenchmarkError.unreadableFigures(String(line)) }
            figures[ForwardPass(engine: parts[0], batch: batch), default: []] += seconds
        }
        return figures
    }
}
