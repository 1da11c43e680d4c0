/// Something whose speed LandUse Notebooks promises, and how it is measured.
public protocol Benchmark: Sendable {
    /// What it is called on the command line.
    var name: String { get }
    /// What it measures, in one line.
    var summary: String { get }
    func measure(in bench: Workbench) async throws -> BenchmarkResult
}

/// All benchmarks, in the order in which they are run.
public enum Benchmarks {
    public static let all: [any Benchmark] = [KernelStart(), CellTurnaround(), SessionLatency(), ManyCells(), FirstCell(), Walkthrough(), NetworkBenchmark.inference, NetworkBenchmark.training, NetworkBenchmark.frozenHead, LoaderSpeed(), GradingSpeed(), TrainingClassSpeed()]

    public static func named(_ name: String) -> (any Benchmark)? { all.first { $0.name == name } }

    /// A line for each benchmark.
    public static var list: String {
        let width = all.map(\.name.count).max() ?? 0
        return all.map { $0.name.padded(to: width) + "  " + $0.summary + "\n" }.joined()
    }
}

/// Why something could not be measured.
public enum BenchmarkError: Error, CustomStringConvertible {
    case childFailed(program: String, messages: String)
    case kernelSilent
    case cellFailed(String)
    case unreadableFigures(String)

    public var description: String {
        switch self {
        case .childFailed(let program, let messages): "\(program) failed:\n\(messages.suffix(2000))"
        case .kernelSilent: "a kernel ended before it was ready"
        case .cellFailed(let reason): "a measured cell did not run: \(reason)"
        case .unreadableFigures(let text): "figures were expected, and this came: \(text.prefix(200))"
        }
    }
}
