import Foundation

/// What IPython's kernel takes for the same, through the client that nbconvert uses.
struct IPythonPeer: Decodable, Sendable {
    var cell: [Double]
    var first_output: [Double]
    var interrupt_counting: [Double]
    var interrupt_printing: [Double]
    var many_cells: [Double]
    var bytes_idle: [Int]
    var bytes_idle_torch: [Int]

    /// Measures it, or gives `nil` where there is none.
    static func measure(in bench: Workbench) async throws -> IPythonPeer? {
        guard let child = bench.python.child([bench.source("ipython_kernel.py").path, String(bench.runs ?? 10)]) else { return nil }
        let (_, output) = try await child.run()
        guard let figures = try? JSONDecoder().decode(IPythonPeer.self, from: Data(output.utf8)) else {
            throw BenchmarkError.unreadableFigures(output)
        }
        return figures
    }
}
