import Foundation
import TestFolders
import Testing

/// A teacher presses Ctrl-C while a class is graded.
@Suite(.enabled("this machine can make no sandbox: is bubblewrap there?") { AttackedClass.canMakeJails }) struct InterruptedGradingTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL

    @Test(.timeLimit(.minutes(10))) func whatWasFinishedStaysAndNothingElseDoes() async throws {
        let temporary = try TemporaryFolder(), files = FileManager.default
        let folder = temporary.url.appending(path: "small"), runs = temporary.url.appending(path: "runs"), submitted = folder.appending(path: "submitted")
        for made in [folder, runs, submitted] { try files.createDirectory(at: made, withIntermediateDirectories: true) }
        try files.copyItem(at: Self.tests.appending(path: "AssignmentsTests/Fixtures/small/source"), to: folder.appending(path: "source"))
        let fixtures = Self.tests.appending(path: "GradingTests/Fixtures")
        for name in ["release", "submitted/perfect"] { try files.copyItem(at: fixtures.appending(path: name), to: folder.appending(path: name)) }
        let release = try String(contentsOf: fixtures.appending(path: "release/small.md"), encoding: .utf8)
        let endless = release.replacing("    // Your code here.\n    todo()", with: "    while true {}"), later = submitted.appending(path: "zoe.md")
        try #require(endless != release)
        try Data(endless.utf8).write(to: later)

        let grading = try BackgroundProgram(["grade", folder.path, "--jobs", "1"], in: temporary.url, environment: ["TMPDIR": runs.path])
        func names() throws -> [String] { try files.contentsOfDirectory(atPath: runs.path).filter { $0.hasPrefix("landuse-grade-") } }
        func kernels() throws -> [String] {
            try files.contentsOfDirectory(atPath: "/proc").filter { process in
                guard Int(process) != nil, let command = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8) else { return false }
                return command.contains("landuse-kernel") && command.contains(runs.path)
            }
        }
        let isFirstDone = try await eventually { files.fileExists(atPath: folder.appending(path: "autograded/perfect/run.json").path) }
        #expect(isFirstDone, "\(grading.told)")
        #expect(try await eventually { try !names().isEmpty && !kernels().isEmpty }, "\(grading.told)")
        // One at a time.
        let second = try await Program.run(["grade", folder.path, "--student", "perfect"], in: temporary.url)
        #expect(second.exitCode == 73 && second.errors.contains("autograded: error: another landuse grade is at work there"), "\(second.errors)")
        kill(grading.process.processIdentifier, SIGINT)
        #expect(try await grading.exitCode() == 128 + SIGINT, "\(grading.told)")
        #expect(grading.told.contains("interrupted: 1 of 2 are graded"), "\(grading.told)")
        #expect(try names() == [])
        #expect(try await eventually { try kernels().isEmpty })
        #expect(!files.fileExists(atPath: folder.appending(path: "autograded/zoe/run.json").path))

        // The next one goes on.
        try files.removeItem(at: later)
        let again = try await Program.run(["grade", folder.path], in: temporary.url)
        #expect(again.exitCode == 0, "\(again.errors)")
        #expect(again.output.contains("11 of 11") && again.output.contains("as before"), "\(again.output)")

        // A teacher's slip costs nobody what the gradebook has.
        let source = folder.appending(path: "source/small.md"), text = try String(contentsOf: source, encoding: .utf8)
        let slip = text.replacing("    let total = values.reduce(0, +)\n", with: "    let total = values[99]\n")
        try #require(slip != text)
        try Data(slip.utf8).write(to: source)
        let failed = try await Program.run(["grade", folder.path], in: temporary.url)
        #expect(failed.exitCode == 5 && failed.errors.contains("Nothing was graded; marks and reports are those of before."), "\(failed.errors)")
        let shown = try await Program.run(["gradebook", "show", folder.path], in: temporary.url)
        #expect(shown.output.split(separator: "\n").contains { $0.hasPrefix("perfect") && $0.contains(" 11 ") }, "\(shown.output)")
    }
}
