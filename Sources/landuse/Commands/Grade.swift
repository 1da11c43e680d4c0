import ArgumentParser
import Assignments
import CellCompiler
import Feedback
import Foundation
import Gradebook
import Grading
import Notebook
import Outputs
import Sandbox

struct Grade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Grade what a class has handed in for an assignment.",
        discussion: """
            FOLDER is the assignment's: source/NAME.md is the teacher's notebook, submitted/ has a notebook, a folder or a \
            ZIP archive for each student. Results go to autograded/, gradebook.sqlite and feedback/. Work that was graded \
            and has not changed is not graded again.

            Students' code is compiled and run in a sandbox, for which bubblewrap is needed.

            Exit codes: 0 all of them graded, whatever they earned; 5 a fault of the grader or of this machine, for which \
            some are not, or have no report; 66 no assignment, or nothing handed in; 73 an output that cannot be written, or \
            another `landuse grade` at work on the same assignment.
            """)

    @Argument(help: "The assignment's folder.")
    var folder: String

    @Option(help: ArgumentHelp("Where the class has handed in; by default FOLDER/submitted.", valueName: "dir"))
    var submitted: String?

    @Option(help: ArgumentHelp("Where students' reports go; by default FOLDER/feedback.", valueName: "dir"))
    var feedback: String?

    @Option(help: ArgumentHelp("Submissions that are graded at once; by default as many as there are cores and memory for.", valueName: "number"))
    var jobs: Int?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Grade these alone.", valueName: "name"))
    var student: [String] = []

    @Option(help: ArgumentHelp("The most seconds that one submission may take, compilation included.", valueName: "seconds"))
    var timeLimit: Double = 600

    @Option(help: ArgumentHelp("What one submission may map of memory; its cells may use about two thirds of it.", valueName: "MiB"))
    var memory: UInt64 = 6144

    @Flag(help: "Grade work again that has not changed.")
    var again = false

    @Flag(help: "Run students' code without a sandbox: it can do whatever you can.")
    var unsafeNoSandbox = false

    func validate() throws {
        try TimeLimit.validate(timeLimit, option: "--time-limit")
        if !(512...1 << 20).contains(memory) { throw ValidationError("--memory takes a number of MiB from 512 to 1048576.") }
        if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a whole number from 1 to 256.") }
    }

    func run() async throws {
        let style = TerminalStyle(for: .standardError)
        do {
            try await EndingSignal.cancels { try await grade(style) }
        } catch let error as ExitCode {
            throw error
        } catch let error as NotebookError {
            standardError(error.description + "\n")
            throw ExitCode.noInput
        } catch {
            let remedy = switch error {
            case is SandboxError: "\nNothing was run. --unsafe-no-sandbox grades without one: students' code can then do whatever you can."
            case GradingFault.reference: "\nNothing was graded; marks and reports are those of before."
            default: ""
            }
            // Those that name a place say themselves that they are errors.
            let words = String(describing: error).printableLines, isPlaced = words.contains(": error: ")
            standardError((isPlaced ? "" : style.red("landuse: error: ")) + words + remedy + "\n")
            switch error {
            case GradingFault.assignment, is AssignmentFolder.Fault, is SubmittedFolder.Unreadable: throw ExitCode.noInput
            case GradingFault.cannotWrite, GradingFault.isGradedElsewhere, is OutputError: throw ExitCode.cannotWrite
            default: throw ExitCode.grader
            }
        }
    }

    private func grade(_ style: TerminalStyle) async throws {
        let assignment = try GradedAssignment(folder: URL(filePath: folder, directoryHint: .isDirectory))
        let submitted = submitted.map { URL(filePath: $0) } ?? assignment.folder.appending(path: "submitted")
        let handedIn = try SubmittedFolder(path: submitted.relativePath, notebook: assignment.fileName, assignment: assignment.name)
        let all = try handedIn.entries(), entries = try chosen(all, in: submitted)
        for line in HandInRemarks.lines(all, notLookedAt: try handedIn.otherFiles()) { standardError(style.dim("landuse: \(line)") + "\n") }
        var options = GradingOptions()
        options.jobs = jobs
        options.timeLimit = timeLimit
        options.memory = memory << 20
        options.again = again

        let results = try OutputFolder(assignment.folder.appending(path: "autograded").relativePath)
        guard try results.claim() else { throw GradingFault.isGradedElsewhere(path: results.path) }
        defer { withExtendedLifetime(results) {} }

        let progress: @Sendable (String) -> Void = { standardError(style.dim("landuse: \($0) …") + "\n") }
        let cache = CellCache.standard(), toolchain = try await Toolchain.find(cache: cache.root)
        let jails = try GradingJails.find(unsafe: unsafeNoSandbox, cache: cache, toolchain: toolchain)
        let share = MachineShare(options)
        if share.isBoundByMemory {
            progress("\(share.jobs) at a time: there is no memory free for more, at \(memory) MiB each and their compilers; --memory takes less, --jobs insists")
        }
        let bench = try await GradingBench.prepare(for: assignment.notebook, toolchain: toolchain, cache: cache, jail: jails, nesting: SourceNestingCommand.reader, share: share, progress: progress)
        let gradebook = try Gradebook(path: assignment.folder.appending(path: "gradebook.sqlite").path)
        let files = FeedbackFiles(folder: assignment.folder, feedback: feedback.map { URL(filePath: $0, directoryHint: .isDirectory) })
        try files.checkWritable()
        let grading = try ClassGrading(assignment, bench: bench, options: options, seed: gradebook.drawnSeed(for: assignment.name)) { outcome in
            try GradingFeedback.keep(outcome, in: files, picturesOf: assignment.notebook.path)
        }

        var outcomes: [ClassGrading.Outcome] = [], faults: [(student: String, digest: String, reason: String)] = []
        let pending = await grading.pending(among: entries, reading: handedIn.read) { outcomes.append($0) }
        if !pending.isEmpty {
            progress("running the teacher's own solution")
            let reference = try await grading.reference()
            let line = CountLine("graded", of: pending.count)
            line.update(0)
            var done = 0
            await grading.grade(pending, reference: reference, reading: handedIn.read) { event in
                done += 1
                switch event {
                case .finished(let outcome): outcomes.append(outcome)
                case .fault(let student, let digest, let reason):
                    faults.append((student, digest, reason))
                    line.clear()
                    // The lines of a reason are not lines of ours.
                    standardError(style.red("landuse: error: ") + "\(student.printableName): not graded: \(reason.printableLines.replacing("\n", with: "\n    "))\n")
                }
                line.update(done)
            }
            line.clear()
        }
        for outcome in outcomes { try gradebook.record(outcome.graded, handedIn: outcome.submission.handedIn.map(Date.init(timeIntervalSince1970:))) }
        for fault in faults { try gradebook.recordFault(of: fault.student, assignment: assignment.name, digest: fault.digest, reason: fault.reason) }
        if Task.isCancelled {
            standardError("landuse: interrupted: \(outcomes.count) of \(entries.count) are graded; landuse grade goes on with the others, and then writes the reports\n")
            return
        }
        let marked = try gradebook.totals(of: assignment.name), notGraded = try gradebook.notGraded(of: assignment.name)
        var pagesMissing = 0
        _ = try FeedbackRun(files).write(marked, notGraded: notGraded, assignment: assignment.name) { problem in
            pagesMissing += 1
            standardError(problem.printable + "\n")
        }
        outcomes.sort { ($0.graded.student, $0.submission.fileName) < ($1.graded.student, $1.submission.fileName) }
        let gone = student.isEmpty ? marked.map(\.graded.student).filter { name in !all.contains { $0.student.utf8.elementsEqual(name.utf8) } } : []
        if !gone.isEmpty {
            standardError(style.dim("landuse: in the gradebook, and not handed in any more: \(gone.map(\.printableName).joined(separator: ", ")); landuse gradebook rename gives what they have another name, remove takes it out") + "\n")
        }
        TerminalStream.standardOutput.write(GradingTable.text(outcomes, marked))
        if faults.count + pagesMissing > 0 { throw ExitCode.grader }
    }

    /// The entries that are asked for.
    private func chosen(_ entries: [SubmittedFolder.Entry], in submitted: URL) throws -> [SubmittedFolder.Entry] {
        guard !entries.isEmpty else {
            standardError("\(submitted.relativePath): error: nothing was handed in; put a notebook, a folder or a ZIP archive for each student there\n")
            throw ExitCode.noInput
        }
        let unknown = student.filter { name in !entries.contains { $0.student == name } }
        guard unknown.isEmpty else {
            let guess = NearestName.of(unknown[0], among: entries.map(\.student)).map { "; did you mean '\($0.printable)'?" } ?? ""
            standardError("\(submitted.relativePath): error: nothing was handed in by '\(unknown[0].printable)'\(guess)\n")
            throw ExitCode.noInput
        }
        return student.isEmpty ? entries : entries.filter { student.contains($0.student) }
    }
}
