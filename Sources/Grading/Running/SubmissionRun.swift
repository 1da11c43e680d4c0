import Assignments
import CellCompiler
import Foundation
import KernelHost
import Notebook

/// Runs a submission: what its checks observed, what its report shows, and the limits that it hit.
struct SubmissionRun: Sendable {
    let bench: GradingBench
    let plan: GradingPlan
    let options: GradingOptions
    /// Checks that are compiled already.
    var checks: SharedChecks?

    struct Result: Sendable {
        var observations: RunObservations
        /// The first phase, without what students do not see.
        var executed: ExecutedNotebook
        var remarks: [GradedSubmission.Remark]
        /// Whether its cells were compiled together.
        var wasBatched: Bool
        /// Whether its kernel or a compiler was killed, and not by the grader.
        var wasKilled = false
        /// Whether its checks were those that submissions share.
        var sharedChecks = false
    }

    /// - Parameters:
    ///   - files: what lies in the folder that the cells run in.
    ///   - slot: the number of the jail among those that stand side by side.
    ///   - inputs: what the judge lets them read in the drawn phase.
    func run(_ match: SubmissionMatch, given files: [PlacedFile], seed: UInt64, inputs: URL?, slot: Int) async throws -> Result {
        let limit = min(options.timeLimit, match.document.frontMatter.totalTimeout ?? .infinity)
        let batch = options.batches
            ? SubmissionBatch(match.document, hidden: plan.deferred, answers: plan.answers, students: match.students, known: plan.shapes) : nil
        let shared = batch.flatMap { batch in checks.flatMap { $0.fit(batch) ? $0 : nil } }
        let batched = try await runBatched(match, batch, shared, files, seed: seed, inputs: inputs, slot: slot, limit: limit)
        let watch = RunWatch()
        let result = if let batched { batched } else { try await runByCell(match, files, seed: seed, inputs: inputs, slot: slot, limit: limit, watch: watch) }
        let executed = result.executed ?? Self.nothing(of: match.document, "the time for the submission was over")
        return Result(
            observations: observations(executed, result.drawn), executed: executed.without(plan.deferred).withoutTimes,
            remarks: LimitRemarks.remarks(on: executed, drawn: result.drawn, watch: watch, isLate: result.isLate, timeLimit: limit), wasBatched: batched != nil,
            wasKilled: watch.wasKilled, sharedChecks: batched != nil && shared != nil)
    }

    /// Bytes that the outputs of all cells may take in a report.
    private static let mostOutput = 16 << 20

    /// Compiled together; `nil` where that cannot be.
    private func runBatched(
        _ match: SubmissionMatch, _ batch: SubmissionBatch?, _ shared: SharedChecks?, _ files: [PlacedFile], seed: UInt64, inputs: URL?, slot: Int, limit: Double
    ) async throws -> TwoPhaseRun.Result? {
        guard let batch else { return nil }
        let watch = RunWatch()
        // What it leaves behind is gone before anything runs again.
        let result = try await inFolder(files, slot: slot, watch: watch) { folder, running, cache in
            try await BatchedRun(
                bench: bench, document: match.document, batch: batch, shared: shared, drawn: plan.drawn, options: running, cache: cache,
                // What takes long is given up, and has all of its time once more.
                timeLimit: min(limit, max(10, limit / 4))
            ).run { try folder.draw(seed: seed, inputs: inputs) }
        }
        // Which cell it was is to be said.
        return watch.reached.isEmpty ? result : nil
    }

    private func runByCell(
        _ match: SubmissionMatch, _ files: [PlacedFile], seed: UInt64, inputs: URL?, slot: Int, limit: Double, watch: RunWatch
    ) async throws -> TwoPhaseRun.Result {
        try await inFolder(files, slot: slot, watch: watch) { folder, running, cache in
            try await TwoPhaseRun(
                bench: bench, document: match.document, held: plan.deferred, drawn: plan.drawn, options: running, cache: cache, timeLimit: limit
            ).run {
                watch.beginDrawnPhase()
                try folder.draw(seed: seed, inputs: inputs)
            }
        }
    }

    /// A new folder for a run, with what its programs are started with; it is gone afterwards.
    private func inFolder<Value>(
        _ files: [PlacedFile], slot: Int, watch: RunWatch, run: (RunFolder, NotebookRunner.Options, CellCache) async throws -> Value
    ) async throws -> Value {
        let folder = try RunFolder()
        defer { folder.remove() }
        var running = NotebookRunner.Options()
        running.keepGoing = true
        running.timeLimit = options.cellTimeLimit
        running.memoryLimit = options.memory
        running.mostRestarts = options.restarts
        running.outputLimit = Self.mostOutput
        running.macros = false
        running.slots = bench.slots
        running.workingFolder = folder.work
        running.environment = bench.environment(checks: folder.checks)
        if let jail = bench.jail {
            running.launches = jail(.init(slot: slot, loads: folder.loads, files: files, checks: folder.checks, environment: bench.environment(checks: folder.checks), note: watch.note), options)
        } else {
            try folder.fill(with: files)
        }
        running.launches.kernel.wasKilled = watch.noteKill
        running.launches.compiler?.wasKilled = watch.noteKill
        return try await run(folder, running, CellCache(root: folder.cache, shared: bench.cache.root))
    }

    private func observations(_ executed: ExecutedNotebook, _ drawn: [ExecutedCell]) -> RunObservations {
        var observations = RunObservations()
        for cell in executed.cells where cell.cell.options.check?.isHidden == false { observations.given[cell.cell.id] = cell.observation }
        for cell in drawn where cell.cell.options.check != nil { observations.drawn[cell.cell.id] = cell.observation }
        return observations
    }

    /// A document of which no cell came to run.
    static func nothing(of document: NotebookDocument, _ reason: String) -> ExecutedNotebook {
        ExecutedNotebook(
            document: document, cells: document.cells.map { ExecutedCell(cell: $0, outcome: .skipped(reason: reason)) }, startedAt: 0, duration: 0,
            provenance: [])
    }
}
