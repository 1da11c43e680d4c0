import Assignments
import Foundation
import TestFolders
import Testing

@testable import Gradebook

/// What the gradebook says of work that could not be graded.
struct FaultTests {
    let folder: TemporaryFolder
    let gradebook: Gradebook

    init() throws {
        folder = try TemporaryFolder()
        gradebook = try Gradebook(path: folder.gradebook)
    }

    private func fault(_ digest: String, _ reason: String = "the disk is full") throws {
        try gradebook.recordFault(of: "ada", assignment: Sample.assignment, digest: digest, reason: reason)
    }

    private func marks() throws -> [NotGraded.Mark] { try gradebook.notGraded(of: Sample.assignment).map(\.mark) }

    @Test func `who has no mark is there, and cannot be scored`() throws {
        try fault("d")
        #expect(try gradebook.notGraded(of: Sample.assignment) == [NotGraded(student: "ada", mark: .none, reason: "the disk is full")])
        #expect(try gradebook.totals(of: Sample.assignment) == [])
        #expect(throws: GradebookError.notGraded(student: "ada")) { try gradebook.submission(of: "ada", assignment: Sample.assignment) }
        #expect(throws: GradebookError.notGraded(student: "ada")) {
            try gradebook.score(Sample.score("discussion", 1), student: "ada", assignment: Sample.assignment, at: Sample.time)
        }
        try gradebook.record(Sample.graded("ada"))
        #expect(try marks() == [])
    }

    @Test func `an earlier mark is told from one of the same work`() throws {
        try gradebook.record(Sample.graded("ada", digest: "first"))
        try fault("second")
        #expect(try marks() == [.earlierWork])
        #expect(try gradebook.totals(of: Sample.assignment).map(\.earned) == [3])
        try fault("first")
        #expect(try marks() == [.sameWork])
        // The same result as before is a result.
        #expect(try !gradebook.record(Sample.graded("ada", digest: "first")))
        #expect(try marks() == [])
    }

    @Test func `a reason is bounded, and text`() throws {
        try fault("d", "\u{0}" + String(repeating: "x", count: 5000))
        let reason = try #require(try gradebook.notGraded(of: Sample.assignment).first?.reason)
        #expect(reason.hasPrefix("\u{FFFD}x") && reason.count == 1000)
        #expect(try gradebook.notGraded(of: "another") == [])
    }
}
