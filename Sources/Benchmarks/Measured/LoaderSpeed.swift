import Foundation

/// Pictures a second that the loader gives, beside what a ResNet-18 in training takes, in the same run; and torch's loader.
struct LoaderSpeed: Benchmark {
    let name = "loader"
    let summary = "pictures loaded, 256 to 224 pixels with flips, beside ResNet-18's training and torch's DataLoader"

    /// Pictures in a batch, in both programs.
    private static let batch = 32.0
    /// How many times as fast as training the loader alone has to be: then it never keeps the network waiting.
    private static let target = 2.0

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        bench.progress("loader: ours")
        let repetitions = bench.runs ?? 3
        let ours = try LoadingFigures(try await bench.printed(byProgram: "loading.md", setting: [.init(name: "repetitions", value: "\(repetitions)")]))
        var result = BenchmarkResult(name)
        result.series = ours.series.map { Series("LandUseKit, \($0.label)", seconds: $0.seconds) }
        guard let training = ours.series.first(where: { $0.label == "training, no loader" }) else {
            throw BenchmarkError.unreadableFigures("no training was timed")
        }
        for loading in ours.series where loading.label.hasPrefix("loader") {
            result.ratios.append(Ratio("ResNet-18's training step / \(loading.label)", peer: training, ours: loading, target: Self.target))
        }
        if let both = ours.series.first(where: { $0.label == "training, with the loader" }) {
            result.ratios.append(Ratio("training, no loader / training, with the loader", peer: training, ours: both))
        }
        let processors = ProcessInfo.processInfo.activeProcessorCount
        if !ours.folder.isEmpty {
            bench.progress("loader: torch's")
            let arguments = [bench.source("loading.py").path, ours.folder, "\(min(processors, 4))", "\(repetitions)"]
            if let child = bench.python.child(arguments) {
                for peer in try LoadingFigures(try await child.run().output).series {
                    result.series.append(Series("PyTorch, \(peer.label)", seconds: peer.seconds))
                    guard let own = ours.series.first(where: { $0.label == peer.label }) else { continue }
                    result.ratios.append(Ratio("PyTorch's loader / LandUseKit's", peer: peer, ours: own))
                }
            }
        }
        let rates = result.series.map { "\($0.label): \(Int((Self.batch / $0.median).rounded())) pictures a second" }
        result.notes = ["seconds of a batch of 32; \(processors) processors"] + rates + [
            ours.folder.isEmpty ? "UC Merced is not on this machine (LANDUSE_DATA): the pictures were drawn, and torch's loader not measured" : "pictures of UC Merced",
            bench.python.note,
        ]
        return result
    }
}

/// Lines `what; seconds …`, and one `pictures; folder`.
struct LoadingFigures: Equatable {
    private(set) var series: [Series] = []
    /// Empty where the pictures are in none.
    private(set) var folder = ""

    init(_ text: String) throws {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
            guard parts.count == 2 else { throw BenchmarkError.unreadableFigures(text) }
            if parts[0] == "pictures" {
                folder = parts[1]
                continue
            }
            let words = parts[1].split(separator: " "), seconds = words.compactMap { Double($0) }
            guard !seconds.isEmpty, seconds.count == words.count else { throw BenchmarkError.unreadableFigures(text) }
            series.append(Series(parts[0], seconds: seconds))
        }
    }
}
