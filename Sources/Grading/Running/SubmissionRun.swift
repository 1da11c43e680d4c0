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

    struct Result: Sendable {
        var observations: RunObservations
        /// The first phase, without what students do not see.
        var executed: ExecutedNotebook
        var remarks: [GradedSubmission.Remark]
    }

    /// - Parameters:
    ///   - given: a folder whose files lie in the folder that the cells run in.
    ///   - slot: the number of the jail among those that stand side by side.
    ///   - inputs: what the judge lets them read in the drawn phase.
    func run(_ match: SubmissionMatch, given: URL?, seed: UInt64, inputs: URL?, slot: Int) async throws -> Result {
        try await run(match, given: given.map(GivenFile.files) ?? [], seed: seed, inputs: inputs, slot: slot)
    }

    /// - Parameter files: what lies in the folder that the cells run in.
    func run(_ match: SubmissionMatch, given files: [GivenFile], seed: UInt64, inputs: URL?, slot: Int) async throws -> Result {
        let folder = try RunFolder()
        defer { folder.remove() }
        var running = NotebookRunner.Options()
        running.keepGoing = true
        running.timeLimit = options.cellTimeLimit
        running.memoryLimit = options.memory
        running.mostRestarts = options.restarts
        running.outputLimit = options.output
        running.macros = false
        running.slots = bench.slots
        running.workingFolder = folder.work
        running.environment = bench.environment(checks: folder.checks)
        if let jail = bench.jail {
            running.launches = jail(.init(slot: slot, loads: folder.loads, files: files, checks: folder.checks), options)
        } else {
            try folder.fill(with: files)
        }
        let limit = min(options.timeLimit, match.document.frontMatter.totalTimeout ?? .infinity)
        let run = TwoPhaseRun(
            bench: bench, document: match.document, held: plan.deferred, drawn: plan.drawn, options: running,
            cache: CellCache(root: folder.cache, shared: bench.cache.root), timeLimit: limit)
        let result = try await run.run { try folder.draw(seed: seed, inputs: inputs) }
        let executed = result.executed ?? Self.nothing(of: match.document, "the time for the submission was over")
        return Result(
            observations: observations(executed, result.drawn), executed: executed.without(plan.deferred).withoutTimes,
            remarks: LimitRemarks.remarks(on: executed, isLate: result.isLate, timeLimit: limit))
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
