import Foundation
import Testing

/// `landuse bench` as a command: what it takes and what it refuses. Nothing is measured here.
@Suite struct BenchmarksCommandTests {
    @Test func `the benchmarks are listed, one line each`() async throws {
        let run = try await Program.run(["bench", "--list"], in: FileManager.default.temporaryDirectory)
        #expect(run.exitCode == 0)
        #expect(run.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == ["kernel-start", "cell", "session", "many-cells", "first-cell", "walkthrough", "inference", "training", "frozen-head", "loader", "grading", "grading-training"])
    }

    @Test(arguments: [
        (["nope"], Int32(64), "There is no benchmark 'nope'"), (["cell", "nope"], 64, "walkthrough"), (["cell", "--runs", "0"], 64, "--runs"),
        (["cell", "--json", "no/such/folder/figures.json"], 73, "there is no folder"),
    ])
    func `a wrong argument is refused before anything is measured`(arguments: [String], exitCode: Int32, message: String) async throws {
        let run = try await Program.run(["bench"] + arguments, in: FileManager.default.temporaryDirectory)
        #expect(run.exitCode == exitCode)
        #expect(run.errors.contains(message))
        #expect(run.output.isEmpty)
    }
}
