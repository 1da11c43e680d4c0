import Assignments
import CellCompiler
import Foundation
import KernelHost
import Notebook
import Outputs

/// What the teacher's own solution gives, and what the judge's cells drew.
public struct Reference: Sendable {
    public var observations: RunObservations
    /// What the expressions for labels gave, by the check's id.
    public var labels = RunObservations()
    /// The folder whose files submissions may read; `nil` where the judge's cells wrote none.
    public var inputs: URL?
    /// Seconds that the slowest answer or check took: where that is long, optimising it is worth the time.
    var slowest = 0.0
    /// The checks, compiled for all submissions that they fit; `nil` where they fit none.
    var checks: SharedChecks?
    /// Seconds that each cell took, by its id, in both phases together.
    var durations: [String: Double] = [:]
}

/// Runs the teacher's own notebook as submissions are run: in the same phases, with the same seeds, and the judge's cells
/// at the beginning of the drawn one. What it runs is the teacher's, so it needs no jail.
struct ReferenceRun: Sendable {
    let bench: GradingBench
    let plan: GradingPlan
    let options: GradingOptions

    /// - Parameters:
    ///   - folder: where the files go that the judge's cells write.
    ///   - name: the name of their folder in it.
    func run(seed: UInt64, keepingInputsIn folder: OutputFolder, as name: String) async throws -> Reference {
        let own = try RunFolder()
        defer { own.remove() }
        var running = NotebookRunner.Options()
        running.keepGoing = true
        running.macros = false
        running.slots = bench.slots
        // The data that the teacher's notebook names, for the judge's eyes too, lie beside it.
        running.workingFolder = URL(filePath: plan.reference.path).deletingLastPathComponent()
        running.environment = bench.environment(checks: own.checks)
        let run = TwoPhaseRun(
            bench: bench, document: plan.reference, held: plan.deferred, drawn: plan.drawnWithJudge, options: running, cache: bench.cache,
            timeLimit: max(options.timeLimit, 3600))
        let result = try await run.run { try own.draw(seed: seed, inputs: nil, isJudges: true) }
        guard let executed = result.executed else { throw GradingFault.reference("the teacher's own solution ran out of time") }
        var reference = Reference(observations: RunObservations())
        for cell in executed.cells { note(cell, &reference.observations.given, &reference.labels.given) }
        for cell in result.drawn { note(cell, &reference.observations.drawn, &reference.labels.drawn) }
        reference.slowest = (executed.cells + result.drawn).filter { $0.cell.options.check != nil || $0.cell.isAnswer }.compactMap(\.duration).max() ?? 0
        for cell in executed.cells + result.drawn { reference.durations[cell.cell.id, default: 0] += cell.duration ?? 0 }
        try requireAll(reference, executed, result.drawn)
        let written = own.checks.appending(path: "inputs").path
        if try !FileManager.default.contentsOfDirectory(atPath: written).isEmpty {
            reference.inputs = URL(filePath: try folder.write(copyOf: written, to: name), directoryHint: .isDirectory)
        }
        return reference
    }

    private func note(
        _ cell: ExecutedCell, _ observations: inout [String: RunObservations.Observation], _ labels: inout [String: RunObservations.Observation]
    ) {
        guard cell.cell.options.check != nil, cell.outcome != .notEvaluated else { return }
        if let check = plan.checks.first(where: { $0.labelCell == cell.cell.id }) { labels[check.id] = cell.observation } else { observations[cell.cell.id] = cell.observation }
    }

    /// Nothing is graded, nor released, of an assignment whose own solution does not do what it should.
    private func requireAll(_ reference: Reference, _ executed: ExecutedNotebook, _ drawn: [ExecutedCell]) throws(GradingFault) {
        let path = plan.reference.path, held = plan.deferred
        // A check may have nothing to show before the judge draws.
        let failed = executed.cells.filter { $0.cell.options.check == nil && !held.contains($0.cell.id) && !$0.outcome.isAsExpected }.flatMap(diagnostics)
        guard failed.isEmpty else { throw .reference(failed.map(\.description).joined(separator: "\n")) }
        for cell in drawn where cell.cell.options.isForJudge && !cell.outcome.isAsExpected {
            throw .reference("\(path):\(cell.cell.firstLine): error: the judge's cell `\(cell.cell.id)` failed: \(cell.reason ?? "it was not run")")
        }
        for check in plan.checks {
            guard !Marking(plan: plan, reference: reference).isDecidable(check), let cell = executed.cells.first(where: { $0.cell.id == check.id }) else { continue }
            let found = (check.isDrawn ? reference.observations.drawn : reference.observations.given)[check.id]
            let labels = (check.isDrawn ? reference.labels.drawn : reference.labels.given)[check.id]
            let reason = found?.whyNot ?? labels?.whyNot.map { "its labels: \($0)" } ?? Self.words(labels: labels?.value) ?? "what it needs is not there"
            throw .reference("\(path):\(cell.cell.firstLine): error: the teacher's own solution gives the check `\(check.id)` nothing to compare with: \(reason)")
        }
    }

    /// What is wrong with labels that are there.
    private static func words(labels: ObservedValue?) -> String? {
        guard let labels, ClassList.classes(labels) == nil else { return nil }
        return "its labels are no list of classes; let them be whole numbers, 0 or greater, in a list or in a tensor of one axis"
    }

    /// Why a cell of the teacher's did not come to its end.
    private func diagnostics(_ cell: ExecutedCell) -> [Diagnostic] {
        let errors = cell.diagnostics.filter { $0.severity == .error }
        if !errors.isEmpty { return errors }
        let failure = cell.outputs.lazy.compactMap { if case .error(let failure) = $0 { failure } else { nil } }.first
        let reason = if case .skipped(let reason) = cell.outcome { "it was not run: \(reason)" } else { failure?.reason ?? "it failed" }
        return [Diagnostic(
            .error, path: plan.reference.path, position: failure?.frames.first?.position ?? cell.cell.position(line: 1, column: 1),
            message: "the teacher's own notebook does not run to its end, in `\(cell.cell.id)`: \(reason)")]
    }
}

extension ExecutedCell {
    /// Why it did not come to its end.
    var reason: String? {
        if case .skipped(let reason) = outcome { return reason }
        if let error = diagnostics.first(where: { $0.severity == .error }) { return error.message }
        return outputs.lazy.compactMap { if case .error(let failure) = $0 { failure.reason } else { nil } }.first
    }
}
