import CellCompiler
import Foundation
import KernelHost
import Notebook
import Synchronization

/// Runs a document in two phases in one kernel, within limits.
struct TwoPhaseRun: Sendable {
    let bench: GradingBench
    let document: NotebookDocument
    /// Cells that do not run in the first phase, and those that run in the second, in order.
    let held: Set<String>, drawn: [String]
    let options: NotebookRunner.Options
    let cache: CellCache
    /// The most seconds for all of it, compilation included.
    let timeLimit: Double

    struct Result: Sendable {
        /// The first phase; `nil` if the time was over before any cell could run.
        var executed: ExecutedNotebook?
        /// The drawn phase: whatever is in it, no student sees it.
        var drawn: [ExecutedCell]
        /// Whether all of it took too long.
        var isLate: Bool
    }

    /// - Parameter draw: begins the drawn phase; from then on what the kernel puts out is dropped.
    /// - Throws: faults of the machine.
    func run(draw: @escaping @Sendable () throws -> Void) async throws -> Result {
        let session = try await NotebookSession.start(for: document, toolchain: bench.toolchain, cache: cache, options: options, build: bench.build)
        let start = ContinuousClock.now, isLate = Mutex(false), timeLimit = timeLimit
        // Compilers end with their task, the kernel with its session.
        let work = Task { try await phases(in: session, start, draw: draw) }
        let watch = Task {
            try await Task.sleep(for: .seconds(timeLimit))
            isLate.withLock { $0 = true }
            work.cancel()
            await session.stop()
        }
        defer { watch.cancel() }
        do {
            let (executed, drawn) = try await withTaskCancellationHandler { try await work.value } onCancel: {
                work.cancel()
                // A cell that runs hears of nothing else.
                Task { await session.stop() }
            }
            await session.stop()
            return Result(executed: executed, drawn: drawn, isLate: isLate.withLock { $0 })
        } catch {
            await session.stop()
            guard isLate.withLock({ $0 }), !Task.isCancelled else { throw error }
            return Result(executed: nil, drawn: [], isLate: true)
        }
    }

    private func phases(
        in session: NotebookSession, _ start: ContinuousClock.Instant, draw: @Sendable () throws -> Void
    ) async throws -> (ExecutedNotebook, [ExecutedCell]) {
        let result = try await session.update(to: document, holding: held) { _ in }
        // With `keepGoing` whatever compiles is run.
        guard case .executed(let executed, _) = result else { throw GradingFault.notRun(path: document.path) }
        guard !drawn.isEmpty else { return (executed, []) }
        try draw()
        let left = timeLimit - (ContinuousClock.now - start) / .seconds(1)
        return (executed, try await session.runHeld(drawn, of: document, timeLimit: left) { _ in })
    }
}
