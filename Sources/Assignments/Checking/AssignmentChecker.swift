import Notebook

/// Checks an assignment as its students will use it: the reference earns all, the untouched release nothing, and small
/// slips in the solutions are noticed.
public struct AssignmentChecker: Sendable {
    public struct Options: Sendable {
        /// The most small changes that are tried.
        public var mutations = 40
        /// How many of them at a time.
        public var jobs = 2
        /// What the judge draws, in turn; fixed, so that checking again says the same.
        public var seeds: [UInt64] = [7_340_033, 15_485_863]

        public init() {}
    }

    /// How far it is.
    public enum Progress: Sendable, Equatable {
        case reference(seed: Int, of: Int)
        case release
        case mutation(Int, of: Int)
    }

    private let document: NotebookDocument
    private let runner: any VariantMarking
    private let options: Options
    private let progress: @Sendable (Progress) -> Void

    public init(
        _ document: NotebookDocument, runner: any VariantMarking, options: Options = Options(), progress: @escaping @Sendable (Progress) -> Void = { _ in }
    ) {
        precondition(!options.seeds.isEmpty && options.jobs > 0, "a check needs a seed and a runner")
        self.document = document
        self.runner = runner
        self.options = options
        self.progress = progress
    }

    /// - Throws: what the runner throws.
    public func check() async throws -> CheckedAssignment {
        var checked = CheckedAssignment(outline: AssignmentOutline(document))
        checked.findings = OutlineFindings.findings(document)
        guard !checked.hasErrors, !checked.outline.checks.isEmpty else { return checked }
        checked.findings += try await referenceFindings()
        // What is expected is not known well enough to try others by it.
        guard !checked.hasErrors else { return checked }
        checked.findings += try await releaseFindings()
        try await tryMutations(&checked)
        return checked
    }

    // MARK: The reference

    private func referenceFindings() async throws -> [Diagnostic] {
        var lost: [String: (mark: CheckMark, seeds: Int)] = [:], expected: [[String: ObservedValue]] = []
        for (index, seed) in options.seeds.enumerated() {
            progress(.reference(seed: index + 1, of: options.seeds.count))
            let result = try await runner.marks(of: document, changed: nil, seed: seed)
            let broken = document.cells.flatMap { result.broken[$0.id] ?? [] }.filter { $0.severity == .error }
            if !broken.isEmpty { return broken }
            for mark in result.lost { lost[mark.id, default: (mark, 0)].seeds += 1 }
            expected.append(result.expected)
        }
        return document.cells.compactMap { cell in
            guard let (mark, seeds) = lost[cell.id] else { return constant(cell, expected) }
            let when = seeds == options.seeds.count ? "" : ", with \(seeds) of \(options.seeds.count) drawn seeds"
            return error(cell, "the teacher's own solution does not earn the \(PointsText.words(mark.points)) of the check `\(cell.id)`\(when): \(Self.words(mark))")
        }
    }

    /// A warning, where a check that is to be drawn compares with the same value whatever is drawn.
    private func constant(_ cell: Cell, _ expected: [[String: ObservedValue]]) -> Diagnostic? {
        let values = expected.compactMap { $0[cell.id]?.yaml }
        guard let check = cell.options.check, expected.count > 1, values.count == expected.count, Set(values).count == 1 else { return nil }
        return Diagnostic(
            .warning, path: document.path, position: cell.position(line: 1, column: 1),
            message: "the \(check.isHidden ? "hidden check" : "check") `\(cell.id)` compares with the same value for each of the \(expected.count) seeds that were tried: an answer by heart would pass; let what it observes depend on `checkSeed`")
    }

    /// All that is known of it: to the teacher, whose own work it is, it may be one sentence.
    private static func words(_ mark: CheckMark) -> String {
        let observed = mark.outcome == .failed ? mark.observed.map { "; with the public inputs it observed \($0.replacing("\n", with: ", "))" } : nil
        return mark.explanation + (mark.said.map { ": \($0)" } ?? "") + (observed ?? "")
    }

    // MARK: The release

    private func releaseFindings() async throws -> [Diagnostic] {
        progress(.release)
        let answers = document.cells.filter { !$0.solutionRegions.isEmpty }
        let stubs = Dictionary(answers.map { ($0.id, $0.stubSource) }, uniquingKeysWith: { first, _ in first })
        let result = try await runner.marks(of: document.replacing(stubs), changed: Set(stubs.keys), seed: options.seeds[0])
        return document.cells.flatMap { cell -> [Diagnostic] in
            if let diagnostic = result.broken[cell.id]?.first(where: { $0.severity == .error }) {
                // The lines that it names are not the source's.
                return [error(cell, "the release does not compile, in `\(cell.id)`: \(diagnostic.message); give the solution a stub by `// STUB:` lines")]
            }
            guard let mark = result.marks.first(where: { $0.id == cell.id }), mark.outcome == .passed else { return [] }
            return [error(cell, "the untouched release earns the \(PointsText.words(mark.points)) of the check `\(cell.id)`; check something that takes work")]
        }
    }

    private func error(_ cell: Cell, _ message: String) -> Diagnostic {
        Diagnostic(.error, path: document.path, position: cell.position(line: 1, column: 1), message: message)
    }

    // MARK: Slips

    private func tryMutations(_ checked: inout CheckedAssignment) async throws {
        let all = MutationPlan.mutations(of: document), most = min(options.mutations, all.count)
        var weak: [Mutation] = [], next = 0, running = 0
        // Some of those that run may be discarded: as many more are begun.
        try await withThrowingTaskGroup(of: (Mutation, VariantMarks).self) { group in
            while true {
                while running < options.jobs, next < all.count, checked.mutations.tried + running < most {
                    let mutation = all[next]
                    group.addTask {
                        (mutation, try await runner.marks(of: document.replacing([mutation.cell: mutation.source]), changed: [mutation.cell], seed: options.seeds[0]))
                    }
                    next += 1
                    running += 1
                }
                guard let (mutation, result) = try await group.next() else { return }
                running -= 1
                if result.broken[mutation.cell]?.contains(where: { $0.severity == .error }) == true {
                    checked.mutations.discarded += 1
                    continue
                }
                checked.mutations.tried += 1
                progress(.mutation(checked.mutations.tried, of: most))
                if result.lost.isEmpty { weak.append(mutation) } else { checked.mutations.noticed += 1 }
            }
        }
        checked.findings += weak.sorted { ($0.position, $0.replacement) < ($1.position, $1.replacement) }.map { mutation in
            Diagnostic(
                .warning, path: document.path, position: mutation.position,
                message: "no check notices when \(mutation.words); check it, or see that it makes no difference")
        }
    }
}
