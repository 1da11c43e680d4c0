import Assignments
import Foundation
import Notebook
import Outputs

/// Runs versions of an assignment for `landuse assignment check` as submissions are run, and marks them by the teacher's
/// own run. All of it is the teacher's code, so it needs no jail.
public actor VariantBench: VariantMarking {
    private let bench: GradingBench
    private let plan: GradingPlan
    /// What lies beside the notebook for the students.
    private let given: [GivenFile]
    private let folder: URL
    private var references: [UInt64: Task<Reference, any Error>] = [:]
    /// Seconds that the teacher's own version takes in all; `nil` until it has run.
    private var duration: Double?
    private var slots = 0

    /// - Parameters:
    ///   - bench: prepared without jails.
    ///   - source: the folder of the teacher's notebook.
    public init(_ document: NotebookDocument, bench: GradingBench, source: URL) throws {
        precondition(bench.jail == nil, "what is the teacher's needs no jail")
        self.bench = bench
        plan = GradingPlan(document)
        // What stays at home is not there for a student's cells either.
        given = try GivenFile.files(of: source, besides: URL(filePath: document.path).lastPathComponent).filter { $0.name != GivenFiles.privateFolder }
        folder = FileManager.default.temporaryDirectory.appending(path: "landuse-check-\(UUID().uuidString)")
    }

    /// Removes what the judge's cells wrote. Nothing runs after that.
    public func finish() { try? FileManager.default.removeItem(at: folder) }

    /// What a release tells students to expect, by the run with a seed.
    public func releaseExpectations(seed: UInt64) async throws -> ReleaseExpectations {
        let reference = try await reference(seed)
        var expectations = ReleaseExpectations(observed: reference.observations.given.compactMapValues(\.value))
        for check in plan.checks {
            guard let labels = reference.labels.given[check.id]?.value else { continue }
            if case .score(_, let classes, _)? = try? ResolvedExpectation(check.options, reference: nil, labels: labels) { expectations.labels[check.id] = classes }
        }
        return expectations
    }

    public func marks(of variant: NotebookDocument, changed: Set<String>?, seed: UInt64) async throws -> VariantMarks {
        let reference = try await reference(seed), start = ContinuousClock.now
        let document = variant.without(Set(variant.cells.filter(\.options.isForJudge).map(\.id)))
        let match = SubmissionMatch(document: document, remarks: [], texts: [], students: changed ?? [])
        slots += 1
        let result = try await SubmissionRun(bench: bench, plan: plan, options: options).run(match, given: given, seed: seed, inputs: reference.inputs, slot: slots)
        if changed == nil { duration = max(duration ?? 0, (ContinuousClock.now - start).inSeconds) }
        let broken = result.executed.cells.filter { !$0.outcome.isAsExpected && $0.diagnostics.contains { $0.severity == .error } }
        let expected = plan.checks.filter { $0.isDrawn && $0.options.expectation == .equalToReference }
            .compactMap { check in reference.observations.drawn[check.id]?.value.map { (check.id, $0) } }
        return VariantMarks(
            marks: Marking(plan: plan, reference: reference).marks(result.observations),
            broken: Dictionary(broken.map { ($0.cell.id, $0.diagnostics) }, uniquingKeysWith: { first, _ in first }),
            expected: Dictionary(expected, uniquingKeysWith: { first, _ in first }))
    }

    /// A slip may never end, or die; what it is stopped by must be far from what the solution takes.
    private var options: GradingOptions {
        var options = GradingOptions()
        guard let duration else { return options }
        options.cellTimeLimit = max(3, 5 * duration)
        options.timeLimit = max(30, 10 * duration)
        options.restarts = 0
        return options
    }

    private func reference(_ seed: UInt64) async throws -> Reference {
        if let running = references[seed] { return try await running.value }
        let run = ReferenceRun(bench: bench, plan: plan, options: GradingOptions()), inputs = try OutputFolder(folder.path)
        let task = Task { try await run.run(seed: seed, keepingInputsIn: inputs, as: String(seed)) }
        references[seed] = task
        return try await task.value
    }
}
