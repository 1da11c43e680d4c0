import Foundation

/// One kind of work of a network, which networks.md does through LandUseKit's public interface, as a cell would, and
/// networks.py in PyTorch.
struct NetworkWork: Sendable {
    var label: String
    var network: String
    var work: String
    var batch: Int
    /// How often it is timed in a process; for the frozen head, how many batches there are.
    var repetitions: Int
    /// How many times as fast as the faster of PyTorch's layouts it must be.
    var target: Double
    /// How much of PyTorch's memory it may take, where that is promised.
    var memoryTarget: Double?
}

/// What one process has measured.
struct NetworkFigures: Sendable {
    var seconds: [Double]
    /// By how much the process grew at most.
    var bytes: Int

    /// A line `engine; seconds …; bytes`.
    init(_ text: String) throws {
        let parts = text.split(separator: ";").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        let seconds = parts.count == 3 ? parts[1].split(separator: " ").compactMap { Double($0) } : []
        guard !seconds.isEmpty, let bytes = Int(parts[2]) else { throw BenchmarkError.unreadableFigures(text) }
        self.seconds = seconds
        self.bytes = bytes
    }
}

/// Several kinds of work, each beside PyTorch in its default and its channels-last layout.
struct NetworkBenchmark: Benchmark {
    let name: String
    let summary: String
    let works: [NetworkWork]

    private static let layouts = ["NCHW", "channels-last"]

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        var result = BenchmarkResult(name)
        for work in works {
            var ours: [NetworkFigures] = [], peers = Dictionary(uniqueKeysWithValues: Self.layouts.map { ($0, [NetworkFigures]()) })
            // Ours and the peer's take turns, in processes of their own: PyTorch's threads spin for a while after a call,
            // and memory can be told apart.
            let rounds = bench.runs ?? 3
            for round in 1...rounds {
                bench.progress("\(name): \(work.label), round \(round) of \(rounds)")
                ours.append(try await Self.run(work, bench))
                for layout in Self.layouts {
                    if let figures = try await Self.runPeer(work, layout, bench) { peers[layout]?.append(figures) }
                }
            }
            Self.add(work, ours, peers, to: &result)
        }
        result.notes = [
            "Float32, 224 × 224, \(ProcessInfo.processInfo.activeProcessorCount) threads; whole batches are timed; ours and PyTorch's processes take turns",
            bench.python.note,
        ]
        return result
    }

    private static func add(
        _ work: NetworkWork, _ ours: [NetworkFigures], _ peers: [String: [NetworkFigures]], to result: inout BenchmarkResult
    ) {
        let own = Series("LandUseKit, \(work.label)", seconds: ours.flatMap(\.seconds))
        result.series.append(own)
        let ownBytes = ours.map(\.bytes).max() ?? 0
        result.sizes.append(Size("LandUseKit, \(work.label), memory", bytes: ownBytes))
        var fastest: (series: Series, bytes: Int)?
        for (layout, figures) in peers.sorted(by: { $0.key < $1.key }) where !figures.isEmpty {
            let series = Series("PyTorch, \(layout), \(work.label)", seconds: figures.flatMap(\.seconds))
            let bytes = figures.map(\.bytes).min() ?? 0
            result.series.append(series)
            result.sizes.append(Size("PyTorch, \(layout), \(work.label), memory", bytes: bytes))
            if fastest.map({ series.median < $0.series.median }) ?? true { fastest = (series, bytes) }
        }
        guard let fastest else { return }
        result.ratios.append(Ratio("PyTorch's faster layout / LandUseKit, \(work.label)", peer: fastest.series, ours: own, target: work.target))
        if work.memoryTarget != nil, ownBytes > 0 {
            result.notes.append(
                "\(work.label): LandUseKit takes \((Double(ownBytes) / Double(max(fastest.bytes, 1))).rounded(toPlaces: 2)) × the memory of PyTorch's faster layout")
        }
    }

    /// What the notebook's cells print, in a kernel of its own.
    private static func run(_ work: NetworkWork, _ bench: Workbench) async throws -> NetworkFigures {
        let printed = try await bench.printed(
            byProgram: "networks.md",
            setting: [
                .init(name: "network", value: work.network), .init(name: "work", value: work.work),
                .init(name: "batch", value: "\(work.batch)"), .init(name: "repetitions", value: "\(work.repetitions)"),
            ])
        return try NetworkFigures(printed)
    }

    private static func runPeer(_ work: NetworkWork, _ layout: String, _ bench: Workbench) async throws -> NetworkFigures? {
        let arguments = [work.network, work.work, "\(work.batch)", "\(work.repetitions)", layout, "\(ProcessInfo.processInfo.activeProcessorCount)"]
        guard let child = bench.python.child([bench.source("networks.py").path] + arguments) else { return nil }
        return try NetworkFigures(try await child.run().output)
    }
}
