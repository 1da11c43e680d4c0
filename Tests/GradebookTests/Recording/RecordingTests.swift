import Assignments
import Foundation
import TestFolders
import Testing

@testable import Gradebook

/// What grading records.
struct RecordingTests {
    let folder: TemporaryFolder
    let gradebook: Gradebook

    init() throws {
        folder = try TemporaryFolder()
        gradebook = try Gradebook(path: folder.gradebook)
    }

    @Test(arguments: [0, 1, UInt64(Int64.max) + 7, .max])
    func `a seed is drawn once`(_ seed: UInt64) throws {
        #expect(try gradebook.drawnSeed(for: "a") { seed } == seed)
        #expect(try Gradebook(path: folder.gradebook).drawnSeed(for: "a") { seed &+ 1 } == seed)
        #expect(try gradebook.drawnSeed(for: "b") { seed &+ 2 } == seed &+ 2)
    }

    @Test func `what was recorded comes back as it was, whatever its text is`() throws {
        var graded = Sample.graded("=HYPERLINK(\"x\")\u{202E}'; DROP TABLE submission; --\n<script>", text: "\"quotes\" and 🛰")
        graded.checks[0].message = nil
        graded.checks[1].observed = nil
        graded.checks[2].earned = 0.1 + 0.2
        #expect(try gradebook.record(graded))
        #expect(try gradebook.totals(of: Sample.assignment).map(\.graded) == [graded])
    }

    @Test func `a NUL cuts nothing off`() throws {
        #expect(try gradebook.record(Sample.graded("ada", text: "before\u{0}after")))
        #expect(try gradebook.totals(of: Sample.assignment)[0].graded.texts[0].markdown == "before\u{FFFD}after")
        #expect(try !gradebook.record(Sample.graded("ada", text: "before\u{0}after")))
    }

    @Test func `the same result again changes no byte, another one comes behind it`() throws {
        try gradebook.record(Sample.graded("ada"))
        let before = try Data(contentsOf: URL(filePath: folder.gradebook))
        #expect(try !gradebook.record(Sample.graded("ada")))
        #expect(try Data(contentsOf: URL(filePath: folder.gradebook)) == before)
        let better = Sample.graded("ada", mean: [2, 3], digest: "e")
        #expect(try gradebook.record(better))
        #expect(try gradebook.record(Sample.graded("ada")))
        #expect(try gradebook.gradings(of: "ada", assignment: Sample.assignment) == [Sample.graded("ada"), better, Sample.graded("ada")])
        #expect(try gradebook.totals(of: Sample.assignment).map(\.earned) == [3])
    }

    @Test func `many threads record at once`() async throws {
        let gradebook = gradebook
        try await withThrowingTaskGroup { group in
            for index in 0..<20 { group.addTask { _ = try gradebook.record(Sample.graded("s\(index % 10)")) } }
            try await group.waitForAll()
        }
        #expect(try gradebook.students(of: Sample.assignment) == (0..<10).map { "s\($0)" })
        #expect(try gradebook.gradings(of: "s3", assignment: Sample.assignment).count == 1)
    }

    @Test(arguments: [(-5, 0), (0, 0), (1, 1), (86_400, 1), (86_401, 2), (864_000, 10), (1e300, 36_500)] as [(Double, Int)])
    func `begun days are late days`(_ seconds: Double, _ days: Int) {
        #expect(LateDays.between(due: Sample.time, handedIn: Sample.time.addingTimeInterval(seconds)) == days)
    }

    @Test func `late days come of the times, or of a person`() throws {
        try gradebook.record(Sample.graded("ada"), handedIn: Sample.time.addingTimeInterval(90_000))
        try gradebook.record(Sample.graded("ben"))
        func late() throws -> [Int] { try gradebook.totals(of: Sample.assignment).map(\.lateDays) }
        #expect(try late() == [0, 0])
        try gradebook.setDue(Sample.time, for: Sample.assignment)
        #expect(try late() == [2, 0])
        try gradebook.setLateDays(0, student: "ada", assignment: Sample.assignment)
        try gradebook.setLateDays(7, student: "ben", assignment: Sample.assignment)
        #expect(try late() == [0, 7])
        try gradebook.setLateDays(nil, student: "ada", assignment: Sample.assignment)
        #expect(try late() == [2, 7])
    }
}
