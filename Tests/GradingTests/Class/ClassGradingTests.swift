import Assignments
import CellCompiler
import Foundation
import KernelHost
import Outputs
import Testing

@testable import Grading

/// A class from end to end. It runs kernels, without a sandbox: what jails do is tested where they are.
@Suite(.serialized) struct ClassGradingTests {
    private static let cache = CellCache(root: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../.build/landuse-tests").standardizedFileURL)

    private static func grade(_ folder: URL, options: GradingOptions = .init(), only students: Set<String>? = nil) async throws -> (outcomes: [String: ClassGrading.Outcome], faults: [String]) {
        let assignment = try GradedAssignment(folder: folder)
        let bench = try await GradingBench.prepare(for: assignment.notebook, toolchain: Toolchain.find(cache: cache.root), cache: cache, jail: nil)
        let grading = try ClassGrading(assignment, bench: bench, options: options, seed: 7)
        let submitted = try SubmittedFolder(path: folder.appending(path: "submitted").path, notebook: assignment.fileName, assignment: assignment.name)
        let entries = try submitted.entries().filter { students?.contains($0.student) ?? true }
        var outcomes: [String: ClassGrading.Outcome] = [:], faults: [String] = []
        let pending = await grading.pending(among: entries, reading: { submitted.read($0) }) { outcomes[$0.graded.student] = $0 }
        guard !pending.isEmpty else { return (outcomes, []) }
        await grading.grade(pending, reference: try await grading.reference(), reading: { submitted.read($0) }) { event in
            switch event {
            case .finished(let outcome): outcomes[outcome.graded.student] = outcome
            case .fault(let student, _, let reason): faults.append("\(student): \(reason)")
            }
        }
        return (outcomes, faults)
    }

    private static func results(_ folder: URL) throws -> [String: Data] {
        let autograded = folder.appending(path: "autograded")
        let names = try FileManager.default.contentsOfDirectory(atPath: autograded.path).filter { !$0.hasPrefix(".") }
        return try Dictionary(uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: autograded.appending(path: "\($0)/result.json"))) })
    }

    @Test(.timeLimit(.minutes(10))) func aClassIsGraded() async throws {
        let copy = try SmallAssignment.copy(), folder = copy.url
        let (outcomes, faults) = try await Self.grade(folder)
        #expect(faults == [])
        #expect(outcomes.mapValues(\.graded.earned) == [
            "perfect": 11, "zipped": 11, "broken": 11, "partial": 5, "wrong": 0, "empty": 0, "binary": 0, "climbing": 0,
        ])
        #expect(outcomes.values.allSatisfy { $0.graded.checkPoints == 11 && !$0.wasKept })
        #expect(outcomes["broken"]?.graded.remarks.map(\.kind) == [.editedCell, .editedCell, .duplicateCell, .extraCell])
        #expect(outcomes["empty"]?.graded.remarks.map(\.text) == ["The cell `mean` is still to be written.", "The cell `count` is still to be written."])
        // Nothing of the hidden checks, nor a time, is in what a student may see.
        for outcome in outcomes.values {
            let cells = try #require(outcome.executed).cells
            #expect(cells.allSatisfy { $0.cell.options.check?.isHidden != true && ($0.duration ?? 0) == 0 })
        }

        // Work that has not changed is not graded again; asked to, it comes to the same bytes.
        let first = try Self.results(folder)
        #expect(first.count == outcomes.count)
        #expect(try await Self.grade(folder).outcomes.values.allSatisfy(\.wasKept))
        var again = GradingOptions()
        again.again = true
        again.jobs = 1
        let second = try await Self.grade(folder, options: again, only: ["perfect", "wrong", "climbing"])
        #expect(second.outcomes.values.allSatisfy { !$0.wasKept } && second.outcomes.count == 3)
        #expect(try Self.results(folder) == first)

        // Changed work is.
        try copy.write("nothing", to: "submitted/partial.md")
        let third = try await Self.grade(folder).outcomes
        #expect(third.values.filter { !$0.wasKept }.map(\.graded.student) == ["partial"])
        #expect(third["partial"]?.graded.earned == 0)
    }

    @Test(.timeLimit(.minutes(10))) func aSubmissionThatDoesNotEndHarmsNoOther() async throws {
        let copy = try SmallAssignment.copy()
        let text = try SmallAssignment.releaseText()
        try copy.write(text.replacing("    // Your code here.\n    todo()", with: "    while true {}"), to: "submitted/endless.md")
        try copy.write(text.replacing("let pixelCount: Int = todo()", with: "import Glibc\nkill(getpid(), SIGKILL)\nlet pixelCount = 4"), to: "submitted/leaving.md")
        try copy.write(text.replacing("    // Your code here.\n    todo()", with: "    vaalues.count"), to: "submitted/typo.md")
        // Which of two notebooks was read is told.
        try copy.write("another", to: "submitted/perfect/small (1).md")
        var options = GradingOptions()
        options.cellTimeLimit = 1
        let (outcomes, faults) = try await Self.grade(copy.url, options: options, only: ["endless", "leaving", "perfect", "typo"])
        #expect(outcomes["perfect"]?.graded.remarks.map(\.text) == ["2 notebooks were handed in; `small.md` was read."])
        #expect(faults == [])
        #expect(outcomes.mapValues(\.graded.earned) == ["endless": 0, "leaving": 0, "perfect": 11, "typo": 0])
        #expect(outcomes["typo"]?.graded.remarks.map(\.text) == ["The cell `mean` does not compile.", "The cell `count` is still to be written."])
        #expect(outcomes["endless"]?.graded.remarks.contains { $0.kind == .limit && $0.cell == "mean-given" } == true)
        #expect(outcomes["leaving"]?.graded.remarks.contains { $0.kind == .limit && $0.cell == "count" } == true)
        // It was killed, and may have been for the memory that others took.
        #expect(outcomes.mapValues(\.wasRepeated) == ["endless": false, "leaving": true, "perfect": false, "typo": false])
        #expect(outcomes["leaving"]?.graded.remarks.contains { $0.kind == .limit && $0.text.contains("was killed, and once more") } == true)
        #expect(try await Self.grade(copy.url, options: options, only: ["leaving"]).outcomes["leaving"]?.wasKept == true)
    }

    /// Where the second time goes well, the first has left nothing.
    @Test(.timeLimit(.minutes(5))) func whatWasKilledOnceIsGradedAsEver() async throws {
        let copy = try SmallAssignment.copy(), text = String(decoding: try SmallAssignment.bytes(SmallAssignment.submitted.appending(path: "perfect/small.md")), as: UTF8.self)
        let mark = copy.url.appending(path: "was-here")
        let killing = "import Glibc\nlet seen = open(\"\(mark.path)\", O_CREAT | O_EXCL | O_WRONLY, 0o600)\nif seen >= 0 { kill(getpid(), SIGKILL) }\n"
        let place = try #require(text.range(of: "let pixelCount"))
        try copy.write(text.replacingCharacters(in: place, with: killing + "let pixelCount"), to: "submitted/unlucky.md")
        let (outcomes, faults) = try await Self.grade(copy.url, only: ["unlucky"])
        let unlucky = try #require(outcomes["unlucky"])
        #expect(faults == [] && FileManager.default.fileExists(atPath: mark.path))
        #expect(unlucky.wasRepeated && unlucky.graded.earned == 11 && !unlucky.graded.remarks.contains { $0.kind == .limit }, "\(unlucky.graded)")
    }

    /// A compiler may be what the system ends.
    @Test(.timeLimit(.minutes(5))) func aCompilerThatWasKilledIsTold() async throws {
        let copy = try SmallAssignment.copy(), assignment = try GradedAssignment(folder: copy.url)
        let bench = try await GradingBench.prepare(for: assignment.notebook, toolchain: Toolchain.find(cache: Self.cache.root), cache: Self.cache) { _ in
            { places, _ in .init(kernel: .plain, compiler: ProgramLaunch { _ in .init(program: "/bin/sh", arguments: ["-c", "kill -9 $$"]) }, libraries: places.loads) }
        }
        let match = try SmallAssignment.match(try SmallAssignment.releaseText() + "\n```swift\nlet unseen = 1\n```\n")
        let result = try await SubmissionRun(bench: bench, plan: assignment.plan, options: GradingOptions())
            .run(match, given: assignment.given, seed: 7, inputs: nil, slot: 0)
        #expect(result.wasKilled && result.remarks.contains { $0.kind == .limit && $0.text.contains("or a compiler, was killed") }, "\(result.remarks)")
    }

    /// Where no cell compiles in the jail, nobody is graded: it is the grader's fault, and not the class's.
    @Test(.timeLimit(.minutes(10))) func aJailThatDoesNotWorkIsTheGradersFault() async throws {
        let copy = try SmallAssignment.copy(), assignment = try GradedAssignment(folder: copy.url)
        let bench = try await GradingBench.prepare(for: assignment.notebook, toolchain: Toolchain.find(cache: Self.cache.root), cache: Self.cache) { _ in
            { places, _ in .init(kernel: .plain, compiler: ProgramLaunch { _ in .init(program: "/bin/false", arguments: []) }, libraries: places.loads) }
        }
        let grading = try ClassGrading(assignment, bench: bench, options: GradingOptions(), seed: 7)
        let fault = await #expect(throws: GradingFault.self) { try await grading.reference() }
        #expect(fault?.description.contains("`mean-given`") == true)
    }

    /// A compiler that does nothing, and takes no processor's time for it, takes the submission's by the clock.
    @Test(.timeLimit(.minutes(5))) func aCompilerThatDoesNotEndIsEnded() async throws {
        let copy = try SmallAssignment.copy(), assignment = try GradedAssignment(folder: copy.url)
        let bench = try await GradingBench.prepare(for: assignment.notebook, toolchain: Toolchain.find(cache: Self.cache.root), cache: Self.cache) { _ in
            { places, _ in .init(kernel: .plain, compiler: ProgramLaunch { _ in .init(program: "/bin/sleep", arguments: ["600"]) }, libraries: places.loads) }
        }
        var options = GradingOptions()
        options.timeLimit = 3
        let start = ContinuousClock.now, match = try SmallAssignment.match(try SmallAssignment.releaseText() + "\n```swift\nlet unseen = 1\n```\n")
        let result = try await SubmissionRun(bench: bench, plan: assignment.plan, options: options).run(match, given: assignment.given, seed: 7, inputs: nil, slot: 0)
        #expect(result.remarks.contains { $0.kind == .limit && $0.text.contains("took more than 3 seconds") }, "\(result.remarks)")
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    /// By what is there when it is graded, and only then.
    @Test func anAssignmentIsWholeOrIsNotGraded() throws {
        let copy = try SmallAssignment.copy(), release = copy.url.appending(path: "release/small.md")
        // Neither a colleague's notes beside the source nor a text for the cells is a notebook of the assignment's.
        try copy.write("---\nparameters: [[\n---\n", to: "source/notes.md")
        try copy.write("Elbe", to: "release/corpus.md")
        #expect(try GradedAssignment(folder: copy.url).given.map(\.name).contains("corpus.md"))
        #expect(try !GradedAssignment(folder: copy.url).given.map(\.name).contains("small.md"))
        try copy.write("not text \u{0}", to: "release/small.md")
        #expect(throws: GradingFault.self) { try GradedAssignment(folder: copy.url) }
        try FileManager.default.removeItem(at: release)
        let fault = #expect(throws: GradingFault.self) { try GradedAssignment(folder: copy.url) }
        #expect(fault?.description.contains("run landuse assignment release first") == true)
    }

    @Test func nothingIsWrittenThroughALink() async throws {
        let copy = try SmallAssignment.copy(), elsewhere = copy.url.appending(path: "elsewhere")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: false)
        try FileManager.default.createDirectory(at: copy.url.appending(path: "autograded"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(at: copy.url.appending(path: "autograded/perfect"), withDestinationURL: elsewhere)
        let (outcomes, faults) = try await Self.grade(copy.url, only: ["perfect", "partial"])
        // It counts as not graded, and harms nobody else.
        #expect(outcomes.keys.sorted() == ["partial"])
        #expect(faults.count == 1 && faults.allSatisfy { $0.contains("autograded/perfect") && $0.contains("a link stands there") })
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == [])
    }

    @Test func theClassIsNotGradedIntoALink() async throws {
        let copy = try SmallAssignment.copy(), elsewhere = copy.url.appending(path: "elsewhere")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: false)
        try FileManager.default.createSymbolicLink(at: copy.url.appending(path: "autograded"), withDestinationURL: elsewhere)
        await #expect(throws: OutputError.self) { try await Self.grade(copy.url) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path) == [])
    }
}
