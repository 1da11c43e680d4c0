import Assignments
import Foundation
import Gradebook
import TestFolders
import Testing

@testable import landuse

/// `landuse gradebook` as a teacher meets it.
@Suite(.serialized) struct GradebookCommandTests {
    private static func folder() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let gradebook = try Gradebook(path: folder.url.appending(path: "gradebook.sqlite").path)
        for (student, earned) in [("=ada\u{1B}[31m", 2.0), ("ben", 0.0)] {
            let check = CheckMark(
                id: "mean-check", question: "mean", points: 2, earned: earned, isHidden: false, outcome: earned > 0 ? .passed : .failed, explanation: "So.", observed: "1")
            try gradebook.record(
                GradedSubmission(
                    student: student, assignment: "bands", digest: "d", checks: [check],
                    texts: [.init(id: "costs", points: 4, rubric: ["names both"], markdown: "Time.\u{1B}[2J\n", isUntouched: false)], remarks: []))
        }
        return folder
    }

    private func landuse(_ arguments: String..., in folder: TemporaryFolder) async throws -> Program.Run {
        try await Program.run(["gradebook", arguments[0], "."] + arguments.dropFirst(), in: folder.url)
    }

    @Test func `a class is shown, scored and exported`() async throws {
        let folder = try Self.folder()
        let shown = try await landuse("show", in: folder)
        #expect(shown.exitCode == 0, "\(shown.errors)")
        #expect(shown.output.split(separator: "\n", omittingEmptySubsequences: false).map { $0.split(separator: " ") } == [
            ["STUDENT", "mean", "costs", "EARNED", "OF", "LATE", "REMARKS"], ["\"=ada\\u{1B}[31m\"", "2", "?", "2", "6"], ["ben", "0", "?", "0", "6"], [],
            ["2", "submissions;", "2", "text", "answers", "wait", "for", "a", "person"], [],
        ])
        let scored = try await landuse("score", "ben", "costs", "2.5", "--comment", "Which is larger?", "--grader", "Ms Marple", in: folder)
        #expect(scored.output == "ben: 2.5 points for costs; 2.5 of 6 in all\n", "\(scored.errors)")
        let ben = try await landuse("show", "ben", in: folder)
        #expect(ben.output.contains("text answer costs: 2.5 of 4 points, from Ms Marple\n  comment: Which is larger?\n"))
        #expect(ben.output.contains("Ms Marple gave 2.5 for costs “Which is larger?”\n"))
        #expect(!ben.output.contains("\u{1B}"))
        let exported = try await landuse("export", "-o", "class.csv", in: folder)
        #expect(exported.exitCode == 0 && exported.output.isEmpty)
        let csv = try String(contentsOf: folder.url.appending(path: "class.csv"), encoding: .utf8)
        #expect(csv == "student,mean,costs,earned,points,to_be_graded,late_days\r\n'=ada\u{1B}[31m,2,,2,6,1,0\r\nben,0,2.5,2.5,6,0,0\r\n")
        let total = try await landuse("export", "--by", "total", "--late-penalty", "10%", in: folder)
        #expect(total.output.hasPrefix("student,earned,points,to_be_graded,late_days,after_penalty\r\n"))
    }

    @Test func `a mark of earlier work is not shown as if it were of the newest`() async throws {
        let folder = try Self.folder()
        let gradebook = try Gradebook(path: folder.url.appending(path: "gradebook.sqlite").path)
        for student in ["ben", "eve"] { try gradebook.recordFault(of: student, assignment: "bands", digest: "new", reason: "no room\u{1B}[2J") }
        let earlier = "what was handed in last is not graded yet: the mark is of the work before it", none = "not graded yet: there is no mark"
        let lines = try await landuse("show", in: folder).output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("ben") && $0.hasSuffix(earlier) } && lines.contains { $0.hasPrefix("eve") && $0.hasSuffix(none) }, "\(lines)")
        #expect(lines.last?.hasSuffix("2 could not be graded, and landuse grade tries them again") == true)
        let ben = try await landuse("show", "ben", in: folder)
        #expect(ben.output.contains("\(earlier): no room") && !ben.output.contains("\u{1B}"))
        let eve = try await landuse("show", "eve", in: folder)
        #expect(eve.exitCode == 1 && eve.errors.contains("what `eve` handed in is not graded yet"), "\(eve.errors)")
        let csv = try await landuse("export", in: folder).output
        #expect(csv.contains("ben,0,,0,6,1,0,\(earlier)\r\n") && csv.contains("eve,,,,,,,\(none)\r\n"), "\(csv)")
    }

    @Test func `late days are set by hand, or come of the time at which it was handed in`() async throws {
        let folder = try Self.folder()
        #expect(try await landuse("late", "ben", "3", in: folder).output == "ben:  3 days\n")
        #expect(try await landuse("late", "ben", "0", in: folder).output == "nobody is late\n")
        // When it was handed in is what grading found, and nothing that lies in a folder by now.
        let gradebook = try Gradebook(path: folder.url.appending(path: "gradebook.sqlite").path)
        try gradebook.record(try gradebook.submission(of: "ben", assignment: "bands").graded, handedIn: DueTime.date("2026-10-03T10:00"))
        // What could not be graded yet may have a time all the same.
        try gradebook.recordFault(of: "eve", assignment: "bands", digest: "new", reason: "no room")
        try FileManager.default.createDirectory(at: folder.url.appending(path: "submitted/ben"), withIntermediateDirectories: true)
        try Data().write(to: folder.url.appending(path: "submitted/ben/bands.md"))
        // The time as it was understood, in which zone too.
        let due = "due 2026-10-01 23:59:59 \(TimeZone.current.abbreviation(for: try #require(DueTime.date("2026-10-01"))) ?? "")\n"
        let unknown = "nothing tells when these were handed in, which counts as in time: \"=ada\\u{1B}[31m\"; give their days by hand\n"
        #expect(try await landuse("late", "--due", "2026-10-01", in: folder).output == due + "nobody is known to be late\n" + unknown)
        #expect(try await landuse("late", "ben", "withdrawn", in: folder).output == due + "ben:  2 days\n" + unknown)
        #expect(try await landuse("late", "=ada\u{1B}[31m", "0", in: folder).output == due + "ben:  2 days\n")
        #expect(try await landuse("late", "--due", "none", in: folder).output == "nobody is late\n")
    }

    @Test func `a table for Excel begins with a byte order mark`() async throws {
        let folder = try Self.folder()
        func bytes(_ arguments: String...) async throws -> Data {
            #expect(try await Program.run(["gradebook", "export", ".", "-o", "x.csv"] + arguments, in: folder.url).exitCode == 0)
            return try Data(contentsOf: folder.url.appending(path: "x.csv"))
        }
        #expect(try await bytes("--excel") == Data([0xEF, 0xBB, 0xBF]) + bytes())
    }

    struct Refused: CustomTestStringConvertible, Sendable {
        var arguments: [String]
        var exitCode: Int32
        var message: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String..., exitCode: Int32, _ message: String) {
            self.arguments = arguments
            self.exitCode = exitCode
            self.message = message
        }
    }

    @Test(arguments: [
        Refused("score", ".", "bem", "costs", "1", exitCode: 1, "the gradebook has no student `bem`"), Refused("score", ".", "bem", "costs", "1", exitCode: 1, "did you mean `ben`?"),
        Refused("score", ".", "ben", "cots", "1", exitCode: 1, "did you mean `costs`?"),
        Refused("score", ".", "ben", "costs", "5", exitCode: 1, "`costs` earns from 0 to 4, not 5; --beyond allows more"),
        Refused("score", ".", "ben", "costs", "many", exitCode: 64, "'many' are no points"), Refused("score", ".", "ben", "costs", "nan", exitCode: 64, "are no points"),
        Refused("show", "elsewhere", exitCode: 66, "elsewhere/gradebook.sqlite: there is no gradebook"),
        Refused("show", ".", "--gradebook", "text", exitCode: 66, "this file is no gradebook"),
        Refused("show", ".", "--assignment", "band", exitCode: 1, "it has `bands`"), Refused("show", ".", "--late-penalty", "ten", exitCode: 64, "--late-penalty"),
        Refused("late", ".", "--due", "2026-02-31", exitCode: 64, "is no time"), Refused("late", ".", "ben", "-1", exitCode: 64, "How many days late?"),
        Refused("late", ".", "ben", "many", exitCode: 64, "'many' is no number of days late; 0 means in time, withdrawn lets the times say it"),
        Refused("late", ".", exitCode: 64, "Give a student"),
        Refused("export", ".", "-o", "gradebook.sqlite", exitCode: 73, "it is the gradebook already"),
        Refused("export", ".", "-o", "no/such/x.csv", exitCode: 73, "there is no folder"),
        Refused("feedback", ".", exitCode: 1, "ben: error: nothing was kept of this student's run"),
    ])
    func `what cannot be done has one clear message`(_ refused: Refused) async throws {
        let folder = try Self.folder()
        try Data(String(repeating: "no gradebook", count: 50).utf8).write(to: folder.url.appending(path: "text"))
        let before = try Data(contentsOf: folder.url.appending(path: "gradebook.sqlite"))
        let run = try await Program.run(["gradebook"] + refused.arguments, in: folder.url)
        #expect(run.exitCode == refused.exitCode, "\(run.errors)")
        #expect(run.errors.contains(refused.message), "\(run.errors)")
        #expect(try Data(contentsOf: folder.url.appending(path: "gradebook.sqlite")) == before)
    }
}

/// Due times as people write them.
struct DueTimeTests {
    @Test(arguments: [
        ("2026-10-01", 1_790_899_199), ("2026-10-01T18:00", 1_790_877_600), ("2026-10-01 18:00:30", 1_790_877_630), ("2026-02-31", nil), ("2026-13-01", nil),
        ("2026-10-01T25:00", nil), ("tomorrow", nil), ("", nil), ("2026-10-01T18", nil),
    ] as [(String, Double?)])
    func `a date alone means its end`(_ text: String, _ seconds: Double?) throws {
        #expect(DueTime.date(text, in: try #require(TimeZone(identifier: "UTC")))?.timeIntervalSince1970 == seconds)
    }
}
