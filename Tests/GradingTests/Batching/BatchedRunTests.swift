import Assignments
import CellCompiler
import Foundation
import KernelHost
import Notebook
import Testing

@testable import Grading

/// Compiled together or cell by cell: a submission comes to the same. It runs kernels, without a sandbox.
@Suite(.serialized) struct BatchedRunTests {
    private static let cache = CellCache(root: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../.build/landuse-tests").standardizedFileURL)

    private struct Submission: Sendable, CustomTestStringConvertible {
        var name: String
        var text: String
        /// Whether its cells can be compiled together to the end.
        var isPlain: Bool
        /// Whether the checks that were compiled against the teacher's answers are as good for it.
        var sharesChecks = true
        var testDescription: String { name }
    }

    private static func submissions() throws -> [Submission] {
        func fixture(_ path: String) throws -> String { String(decoding: try SmallAssignment.bytes(SmallAssignment.submitted.appending(path: path)), as: UTF8.self) }
        let perfect = try fixture("perfect/small.md"), release = try SmallAssignment.releaseText()
        func with(_ old: String, _ new: String, in text: String) throws -> String {
            try #require(text.contains(old))
            return text.replacing(old, with: new)
        }
        let stub = "    // Your code here.\n    todo()"
        return [
            .init(name: "perfect", text: perfect, isPlain: true), .init(name: "wrong", text: try fixture("wrong.md"), isPlain: false),
            // The constant ends its cell, and others are not run for that.
            .init(name: "empty", text: release, isPlain: false), .init(name: "partial", text: try fixture("partial.md"), isPlain: false),
            .init(name: "one function to do", text: try with("let pixelCount: Int = todo()", "let pixelCount = 4", in: release), isPlain: true),
            .init(name: "a parameter's name", text: try with("func mean(_ values: [Double]) -> Double {\n" + stub, "func mean(_ numbers: [Double]) -> Double {\n    Double(numbers.count)", in: try with("let pixelCount: Int = todo()", "let pixelCount = 4", in: release)), isPlain: true, sharesChecks: false),
            .init(name: "a check's own function", text: try with(stub, "    1\n}\nfunc SeededGenerator(seed: UInt64) -> Double {\n    2", in: try with("let pixelCount: Int = todo()", "let pixelCount = 4", in: release)), isPlain: false),
            // Its symbol has another name, so that the checks' library cannot be loaded.
            .init(name: "a constant of another type", text: try with("let pixelCount: Int = todo()", "let pixelCount = 4.0", in: release), isPlain: true, sharesChecks: false),
            .init(name: "broken", text: try fixture("broken.md"), isPlain: false),
            .init(name: "warned", text: try with(stub, "    var unchanged = values.count\n    let unused = 3\n    return Double(unchanged)", in: try with("let pixelCount: Int = todo()", "let pixelCount = 4", in: release)), isPlain: true),
            .init(name: "prints in a function", text: try with(stub, "    print(\"values:\", values.count)\n    return 0", in: try with("let pixelCount: Int = todo()", "let pixelCount = 4", in: release)), isPlain: true),
            .init(name: "prints in an answer", text: try with("let pixelCount: Int = todo()", "let pixelCount = { print(4); return 4 }()", in: release), isPlain: false),
            .init(name: "traps", text: try with(stub, "    values[values.count]", in: release), isPlain: false),
            .init(name: "of another type", text: try with("func mean(_ values: [Double]) -> Double", "func mean(_ values: [Double]) -> String", in: release), isPlain: false),
            .init(name: "uses what comes later", text: try with(stub, "    Double(pixelCount)", in: release), isPlain: false),
            .init(name: "an operator", text: try with(stub, "    0\n}\nfunc + (a: Double, b: Double) -> Double { 0", in: release), isPlain: false),
            .init(name: "a name twice", text: try with(stub, "    0\n}\nlet pixels = [1.0]\nfunc other() {", in: release), isPlain: false),
            .init(name: "its own line", text: try with(stub, "    Double(#line)", in: release), isPlain: false),
            .init(name: "asserts", text: try with(stub, "    assert(false)\n    return 1", in: try with("let pixelCount: Int = todo()", "let pixelCount = 4", in: release)), isPlain: true),
        ]
    }

    @Test(.timeLimit(.minutes(10))) func bothWaysComeToTheSame() async throws {
        let copy = try SmallAssignment.copy()
        let assignment = try GradedAssignment(folder: copy.url)
        let bench = try await GradingBench.prepare(for: assignment.notebook, toolchain: Toolchain.find(cache: Self.cache.root), cache: Self.cache, jail: nil)
        let reference = try await ClassGrading(assignment, bench: bench, options: .init(), seed: 7).reference()
        let marking = Marking(plan: assignment.plan, reference: reference)
        for submission in try Self.submissions() {
            let match = try SmallAssignment.match(submission.text)
            func run(batches: Bool, _ checks: SharedChecks? = nil) async throws -> SubmissionRun.Result {
                var options = GradingOptions()
                options.batches = batches
                return try await SubmissionRun(bench: bench, plan: assignment.plan, options: options, checks: checks)
                    .run(match, given: assignment.given, seed: 7, inputs: reference.inputs, slot: 0)
            }
            let shared = try await run(batches: true, reference.checks)
            let together = try await run(batches: true), apart = try await run(batches: false)
            #expect(together.wasBatched == submission.isPlain, "\(submission.name)")
            #expect(!shared.wasBatched || together.wasBatched, "\(submission.name)")
            #expect(shared.sharedChecks == (submission.isPlain && submission.sharesChecks), "\(submission.name)")
            #expect(!apart.wasBatched && !together.sharedChecks)
            for quick in [shared, together] {
                #expect(quick.observations.given == apart.observations.given, "\(submission.name)")
                #expect(quick.observations.drawn.mapValues(\.value) == apart.observations.drawn.mapValues(\.value), "\(submission.name)")
                #expect(marking.marks(quick.observations) == marking.marks(apart.observations), "\(submission.name)")
                #expect(quick.remarks == apart.remarks, "\(submission.name)")
                #expect(quick.executed.cells.map(\.cell.id) == apart.executed.cells.map(\.cell.id))
                for (a, b) in zip(quick.executed.cells, apart.executed.cells) {
                    #expect(a.outcome == b.outcome && a.outputs == b.outputs && a.diagnostics == b.diagnostics && a.duration == b.duration, "\(submission.name): \(a.cell.id): \(a) is not \(b)")
                }
            }
        }
    }
}
