import Assignments
import Foundation
import Notebook
import Outputs

/// Runs versions of an assignment for `landuse assignment check` as submissions are run, and marks them by the teacher's
/// own run, of which `landuse assignment release` learns what students are told. All of it is the teacher's code, so it needs no jail.
public actor VariantBench: VariantMarking {
    private let bench: GradingBench
    private let plan: GradingPlan
    /// The teacher's notebook without the judge's cells, as a submission is run.
    private let teacher: NotebookDocument
    /// What lies beside the notebook for the students.
    private let given: [PlacedFile]
    private let folder: URL
    private var references: [UInt64: Task<Reference, any Error>] = [:]
    /// Whether it is enough to run what some cells have to do with.
    private var narrowed: [Narrowed: Task<Bool, any Error>] = [:]
    /// Seconds that the teacher's own version takes in all; `nil` until it has run.
    private var duration: Double?

    /// - Parameters:
    ///   - bench: prepared without jails.
    ///   - source: the folder of the teacher's notebook.
    public init(_ document: NotebookDocument, bench: GradingBench, source: URL) throws {
        precondition(bench.jail == nil, "what is the teacher's needs no jail")
        self.bench = bench
        plan = GradingPlan(document)
        teacher = document.withoutJudges
        // What stays at home is not there for a student's cells either.
        given = try PlacedFile.files(of: source, besides: URL(filePath: document.path).lastPathComponent).filter { $0.name != GivenFiles.privateFolder }
        folder = FileManager.default.temporaryDirectory.appending(path: "landuse-check-\(UUID().uuidString)")
    }

    /// Removes what the judge's cells wrote. Nothing runs after that.
    public func finish() { try? FileManager.default.removeItem(at: folder) }

    /// What a release tells students to expect: by a run in which the judge draws with the public seed too.
    public func releaseExpectations() async throws -> ReleaseExpectations {
        let isToBeRun = plan.checks.contains { check in
            if case .equalToReference = check.options.expectation { !check.options.isHidden } else { check.labelCell != nil && !check.options.isHidden }
        }
        guard isToBeRun else { return ReleaseExpectations() }
        let reference = try await reference(PublicSeed.value)
        var expectations = ReleaseExpectations(observed: reference.observations.given.compactMapValues(\.value))
        for check in plan.checks {
            // What only the judge's cells have is there once they have run.
            guard let labels = reference.labels.given[check.id]?.value ?? reference.labels.drawn[check.id]?.value else { continue }
            if case .score(_, let classes, _)? = try? ResolvedExpectation(check.options, reference: nil, labels: labels) { expectations.labels[check.id] = classes }
        }
        return expectations
    }

    public func marks(of variant: NotebookDocument, changed: Set<String>?, seed: UInt64) async throws -> VariantMarks {
        let reference = try await reference(seed), start = ContinuousClock.now
        if let changed, changed.count == 1, let reach = reach(of: changed, reference), try await isNarrowable(reach, changed, seed) {
            let marks = try await run(variant, changed, seed, reference, reach)
            // Whatever is not noticed here may be by all cells together.
            if !marks.broken.isEmpty || marks.marks.contains(where: { $0.outcome != .passed }) { return marks }
        }
        let marks = try await run(variant, changed ?? [], seed, reference)
        if changed == nil { duration = max(duration ?? 0, (ContinuousClock.now - start) / .seconds(1)) }
        return marks
    }

    /// - Parameter reach: what is enough to be run and marked; all is where it is `nil`.
    private func run(
        _ variant: NotebookDocument, _ changed: Set<String>, _ seed: UInt64, _ reference: Reference, _ reach: SlipReach? = nil
    ) async throws -> VariantMarks {
        let document = variant.withoutJudges.without(reach?.spared ?? [])
        let match = SubmissionMatch(document: document, remarks: [], texts: [], students: changed)
        var options = options
        // What is left of an assignment may be of the plain kind, and would be compiled again from the first cell on.
        if reach != nil { options.batches = false }
        let result = try await SubmissionRun(bench: bench, plan: plan, options: options).run(match, given: given, seed: seed, inputs: reference.inputs, slot: 0)
        let broken = result.executed.cells.filter { !$0.outcome.isAsExpected && $0.diagnostics.contains { $0.severity == .error } }
        let marking = Marking(plan: plan, reference: reference)
        var marks = marking.marks(result.observations)
        if let reach { marks = zip(marks, marking.marks(reference.observations)).map { reach.checks.contains($0.id) ? $0 : $1 } }
        let expected = plan.checks.filter { $0.isDrawn && $0.options.expectation == .equalToReference }
            .compactMap { check in reference.observations.drawn[check.id]?.value.map { (check.id, $0) } }
        return VariantMarks(
            marks: marks, broken: Dictionary(broken.map { ($0.cell.id, $0.diagnostics) }, uniquingKeysWith: { first, _ in first }),
            expected: Dictionary(expected, uniquingKeysWith: { first, _ in first }))
    }

    // MARK: Slips

    /// The part of the assignment that a slip can show in, where running no more than that saves time worth the trouble.
    private func reach(of changed: Set<String>, _ reference: Reference) -> SlipReach? {
        let reach = SlipReach(of: changed, in: teacher)
        let saved = reach.spared.reduce(0) { $0 + (reference.durations[$1] ?? 0) }, all = reference.durations.values.reduce(0, +)
        return !reach.checks.isEmpty && saved > 1 && saved > all / 4 ? reach : nil
    }

    /// Whether the teacher's own solution earns, run in part, what it earns as a whole.
    private func isNarrowable(_ reach: SlipReach, _ changed: Set<String>, _ seed: UInt64) async throws -> Bool {
        let key = Narrowed(changed: changed, seed: seed)
        if let known = narrowed[key] { return try await known.value }
        let task = Task {
            let marks = try await run(teacher, changed, seed, try await reference(seed), reach)
            return marks.broken.isEmpty && marks.marks.allSatisfy { $0.outcome == .passed }
        }
        narrowed[key] = task
        return try await task.value
    }

    private struct Narrowed: Hashable {
        var changed: Set<String>
        var seed: UInt64
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

extension NotebookDocument {
    fileprivate var withoutJudges: NotebookDocument { without(Set(cells.filter(\.options.isForJudge).map(\.id))) }
}
