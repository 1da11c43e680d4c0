import Assignments
import Digest
import Foundation
import KernelHost
import Notebook
import Outputs

/// Grades a class: its submissions side by side, each by itself. What is wrong with one is told of that one.
public struct ClassGrading: Sendable {
    /// A submission with what came of it.
    public struct Outcome: Sendable {
        public var submission: Submission
        public var graded: GradedSubmission
        /// What its report shows; `nil` where it was graded before.
        public var executed: ExecutedNotebook?
        /// The ids of the cells that the student wrote.
        public var studentCells: Set<String>
        /// Where what is kept of it lies: `autograded/STUDENT`.
        public var folder: URL
        /// Seconds that grading it took, when that was done.
        public var seconds: Double
        /// Whether its cells were compiled together, which is several times as quick.
        public var wasBatched: Bool
        /// Whether something of it was killed, so that it was graded once more, by itself.
        public var wasRepeated = false
        /// Whether it had been graded before, and is as it was.
        public var wasKept: Bool
    }

    /// What an attempt at grading came to.
    private enum Attempt: Sendable {
        case ended(Event)
        /// Something of it was killed: perhaps for the memory that others took.
        case killed
        /// Somebody asked for an end before it was graded.
        case givenUp
    }

    public enum Event: Sendable {
        case finished(Outcome)
        /// The machine or the grader failed, and the submission is still to be graded.
        case fault(student: String, digest: String, reason: String)
    }

    private let assignment: GradedAssignment
    private let bench: GradingBench
    private let options: GradingOptions
    private let seed: UInt64
    private let key: String
    private let autograded: OutputFolder
    private let keep: @Sendable (Outcome) throws -> Void

    /// - Parameters:
    ///   - seed: the drawn phase's: one for the assignment, so that a regrade gives the same.
    ///   - keep: writes what is to be kept of a submission beside its result, from several threads. Where it throws, the
    ///     submission counts as not graded.
    public init(
        _ assignment: GradedAssignment, bench: GradingBench, options: GradingOptions, seed: UInt64, keep: @escaping @Sendable (Outcome) throws -> Void = { _ in }
    ) throws {
        self.keep = keep
        self.assignment = assignment
        self.bench = bench
        self.options = options
        self.seed = seed
        autograded = try OutputFolder(assignment.folder.appending(path: "autograded").path)
        key = try assignment.digest(seed: seed, bench: bench, options: options)
    }

    /// How many submissions are graded at once.
    public var jobs: Int { options.jobs.map { max(1, $0) } ?? bench.share.jobs }

    /// Runs the teacher's own solution, from which expectations come; and then once more as if a student had handed it in.
    public func reference() async throws -> Reference {
        var reference = try await ReferenceRun(bench: bench, plan: assignment.plan, options: options)
            .run(seed: seed, keepingInputsIn: autograded, as: ".inputs")
        let handedIn = ownWork()
        if batches(reference) {
            reference.checks = try await SharedChecks.compiled(handedIn.document, plan: assignment.plan, students: handedIn.students, bench: bench)
        }
        try await rehearse(handedIn, reference)
        return reference
    }

    /// Whether cells are compiled together, without being optimised.
    private func batches(_ reference: Reference) -> Bool { options.batches && reference.slowest < 0.5 }

    /// The teacher's own solution, as it would be handed in.
    private func ownWork() -> SubmissionMatch {
        let teacher = assignment.notebook, answers = teacher.cells.filter(\.isAnswer)
        // Otherwise than the teacher's own cells, so that nothing which was compiled without a jail can be taken for them.
        let sources = Dictionary(answers.map { ($0.id, $0.source + "// as it would be handed in\n") }) { $1 }
        return SubmissionMatch(
            document: teacher.without(Set(teacher.cells.filter(\.options.isForJudge).map(\.id))).replacing(sources), remarks: [], texts: [],
            students: Set(answers.map(\.id)))
    }

    /// A sandbox in which the teacher's own solution does not earn everything would be unjust to everyone.
    private func rehearse(_ handedIn: SubmissionMatch, _ reference: Reference) async throws {
        let teacher = assignment.notebook
        let run = try await SubmissionRun(bench: bench, plan: assignment.plan, options: options, checks: reference.checks)
            .run(handedIn, given: assignment.given, seed: seed, inputs: reference.inputs, slot: 0)
        let missed = Marking(plan: assignment.plan, reference: reference).marks(run.observations).filter { $0.earned < $0.points }
        guard let first = missed.first else { return }
        // To the teacher all may be told.
        let found = [run.observations.given[first.id], run.observations.drawn[first.id]].compactMap { $0?.whyNot }
        let why = found.first ?? run.executed.cells.lazy.compactMap(\.reason).first ?? first.explanation
        throw GradingFault.reference(
            "\(teacher.path): error: run as a submission is, the teacher's own solution does not earn the points of \(missed.map { "`\($0.id)`" }.joined(separator: ", ")): \(why)")
    }

    /// Finds those that were graded before and are as they were.
    /// - Parameter report: told of each of them.
    /// - Returns: the others.
    public func pending(
        among entries: [SubmittedFolder.Entry], reading read: (SubmittedFolder.Entry) -> Submission, report: (Outcome) async throws -> Void
    ) async rethrows -> [SubmittedFolder.Entry] {
        if options.again { return entries }
        var pending: [SubmittedFolder.Entry] = []
        for entry in entries {
            let submission = read(entry), folder = folder(of: submission)
            guard let record = GradingRecord.read(submission.fileName, in: autograded), record.run.key == key(of: submission), record.graded.student == submission.student else {
                pending.append(entry)
                continue
            }
            try await report(Outcome(
                submission: submission, graded: record.graded, executed: nil, studentCells: [], folder: folder, seconds: record.run.seconds,
                wasBatched: record.run.wasBatched, wasRepeated: record.run.wasRepeated ?? false, wasKept: true))
        }
        return pending
    }

    private func folder(of submission: Submission) -> URL { assignment.folder.appending(path: "autograded/\(submission.fileName)") }
    private func key(of submission: Submission) -> String { SHA256.hex(of: (key + submission.student + SHA256.hex(of: Self.content(of: submission))).utf8) }

    /// Grades submissions, whether or not they have been. Where its task is cancelled, those that it is at are left as they were.
    ///
    /// Where the machine's memory ends, the system kills what is in a jail, and not by whose fault it is. So whatever was
    /// killed is graded once more when all others are done, with nothing beside it. What it comes to then is its result: a
    /// submission may also kill itself, and gains nothing by it.
    public func grade(
        _ entries: [SubmittedFolder.Entry], reference: Reference, reading read: @escaping @Sendable (SubmittedFolder.Entry) -> Submission,
        report: (Event) async -> Void
    ) async {
        var killed: [SubmittedFolder.Entry] = []
        await withTaskGroup(of: (slot: Int, entry: SubmittedFolder.Entry, attempt: Attempt).self) { group in
            var waiting = entries[...]
            func start(in slot: Int) {
                guard let entry = waiting.popFirst() else { return }
                group.addTask { (slot, entry, await self.attempt(at: read(entry), reference, slot: slot, isSecond: false)) }
            }
            for slot in 0..<jobs { start(in: slot) }
            while let (slot, entry, attempt) = await group.next() {
                switch attempt {
                case .ended(let event): await report(event)
                case .killed: killed.append(entry)
                case .givenUp: break
                }
                if !Task.isCancelled { start(in: slot) }
            }
        }
        for entry in killed where !Task.isCancelled {
            if case .ended(let event) = await attempt(at: read(entry), reference, slot: 0, isSecond: true) { await report(event) }
        }
    }

    private func attempt(at submission: Submission, _ reference: Reference, slot: Int, isSecond: Bool) async -> Attempt {
        let start = ContinuousClock.now
        do {
            let match = try await match(submission)
            let (graded, run) = try await graded(submission, match, reference, slot: slot)
            if run.wasKilled, !isSecond { return Task.isCancelled ? .givenUp : .killed }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            let outcome = Outcome(
                submission: submission, graded: graded, executed: run.executed, studentCells: (try? match.get().students) ?? [], folder: folder(of: submission), seconds: seconds,
                wasBatched: run.wasBatched, wasRepeated: isSecond, wasKept: false)
            // Compilers and kernels that ended with it say nothing of the submission.
            try Task.checkCancellation()
            let reasons = run.observations.drawnReasons
            let record = GradingRecord.Run(
                key: key(of: submission), seconds: seconds, wasBatched: run.wasBatched, wasRepeated: isSecond ? true : nil, sharedChecks: run.sharedChecks,
                unobserved: reasons.isEmpty ? nil : reasons)
            try GradingRecord(graded: graded, run: record).write(submission.fileName, in: autograded) { try keep(outcome) }
            return .ended(.finished(outcome))
        } catch {
            return Task.isCancelled ? .givenUp : .ended(
                .fault(student: submission.student, digest: SHA256.hex(of: Self.content(of: submission)), reason: String(describing: error)))
        }
    }

    private func graded(
        _ submission: Submission, _ match: Result<SubmissionMatch, Unmatched>, _ reference: Reference, slot: Int
    ) async throws -> (GradedSubmission, SubmissionRun.Result) {
        let marking = Marking(plan: assignment.plan, reference: reference)
        var graded = GradedSubmission(
            student: submission.student, assignment: assignment.name, digest: SHA256.hex(of: Self.content(of: submission)), checks: [], texts: [], remarks: [])
        switch match {
        case .failure(let reason):
            graded.checks = marking.nothing(because: "the submission could not be read")
            let empty = SubmissionMatch(.empty, bytes: [], name: assignment.fileName, in: assignment.release, areBounded: [])
            graded.texts = empty.texts
            graded.remarks = [.init(.unreadable, text: "What was handed in could not be read: \(reason.reason).")]
            let executed = SubmissionRun.nothing(of: empty.document, "the submission could not be read").without(assignment.plan.deferred)
            return (graded, .init(observations: RunObservations(), executed: executed, remarks: [], wasBatched: false))
        case .success(let match):
            var options = options
            options.batches = batches(reference)
            let run = try await SubmissionRun(bench: bench, plan: assignment.plan, options: options, checks: reference.checks)
                .run(match, given: assignment.given, seed: seed, inputs: reference.inputs, slot: slot)
            graded.checks = marking.marks(run.observations)
            graded.texts = match.texts
            graded.remarks = match.remarks + WorkRemarks.remarks(on: run.executed, students: match.students, checks: assignment.plan.checks) + run.remarks
            if submission.notebooks > 1, case .notebook(let name, _) = submission.work {
                graded.remarks.insert(.init(.extraFile, text: "\(submission.notebooks) notebooks were handed in; `\(name)` was read."), at: 0)
            }
            return (graded, run)
        }
    }

    // MARK: What was handed in

    private struct Unmatched: Error { let reason: String }

    private func match(_ submission: Submission) async throws -> Result<SubmissionMatch, Unmatched> {
        switch submission.work {
        case .unreadable(let reason): return .failure(Unmatched(reason: reason))
        case .notebook(let name, let bytes):
            let student: LenientNotebook
            do {
                student = try LenientNotebook(bytes)
            } catch {
                return .failure(Unmatched(reason: error.description))
            }
            let limits = SubmissionMatch.Limits()
            let areBounded = try await bench.nesting.areBounded(limits.fences(of: student).map(\.source))
            return .success(SubmissionMatch(student, bytes: bytes, name: name, in: assignment.release, limits: limits, areBounded: areBounded))
        }
    }

    private static func content(of submission: Submission) -> [UInt8] {
        switch submission.work {
        case .notebook(_, let bytes): bytes
        case .unreadable(let reason): Array(reason.utf8)
        }
    }
}
