import Assignments
import Foundation
import TestFolders
import Testing

@testable import Gradebook

/// What people give.
struct ScoringTests {
    let folder: TemporaryFolder
    let gradebook: Gradebook

    init() throws {
        folder = try TemporaryFolder()
        gradebook = try Gradebook(path: folder.gradebook)
        try gradebook.record(Sample.graded("ada"))
    }

    private func score(_ question: String, _ points: Double, _ comment: String = "", beyond: Bool = false) throws {
        try gradebook.score(Sample.score(question, points, comment), student: "ada", assignment: Sample.assignment, beyond: beyond, at: Sample.time)
    }

    private func ada() throws -> MarkedSubmission { try gradebook.submission(of: "ada", assignment: Sample.assignment) }

    @Test func `a text answer waits until somebody grades it`() throws {
        #expect(try ada().ungraded.map(\.id) == ["discussion"])
        #expect(try ada().earned == 3)
        try score("discussion", 2.5, "Which cost is larger?")
        #expect(try ada().ungraded.isEmpty)
        #expect(try ada().earned == 5.5)
        #expect(try ada().given(for: "discussion")?.score.comment == "Which cost is larger?")
    }

    @Test func `what nobody wrote earns nothing, and waits for nobody`() throws {
        try gradebook.record(Sample.graded("ben", text: nil))
        let ben = try gradebook.submission(of: "ben", assignment: Sample.assignment)
        #expect(ben.ungraded.isEmpty)
        #expect(ben.questions.last == .init(id: "discussion", points: 4, earned: 0))
    }

    @Test func `a person's points for a check go before the judge's, until they are withdrawn`() throws {
        try score("mean-hidden", 1.5)
        #expect(try ada().questions.first == .init(id: "mean", points: 5, earned: 3.5))
        #expect(try ada().graded.checks[1].earned == 0)
        try gradebook.withdrawScore(of: "mean-hidden", student: "ada", assignment: Sample.assignment, grader: "Ben", at: Sample.time)
        #expect(try ada().questions.first?.earned == 2)
        #expect(try ada().given.isEmpty)
    }

    @Test func `a student of another name keeps what was given, in front of what came under the new one`() throws {
        try score("discussion", 2.5, "Which cost is larger?")
        try gradebook.setLateDays(2, student: "ada", assignment: Sample.assignment)
        try gradebook.record(Sample.graded("ada_4711", mean: [2, 3]))
        try gradebook.rename("ada", to: "ada_4711", assignment: Sample.assignment)
        let renamed = try gradebook.submission(of: "ada_4711", assignment: Sample.assignment)
        #expect(try gradebook.students(of: Sample.assignment) == ["ada_4711"])
        // The newer work's checks, and what a person gave for the text, which is the same.
        #expect(renamed.graded.checkPoints == 6 && renamed.earned == 6 + 2.5 && renamed.lateDays == 2 && renamed.outdated.isEmpty)
        #expect(try gradebook.gradings(of: "ada_4711", assignment: Sample.assignment).map(\.earned) == [3, 6])
        // To a name that nobody has.
        try gradebook.rename("ada_4711", to: "Ada L.", assignment: Sample.assignment)
        #expect(try gradebook.submission(of: "Ada L.", assignment: Sample.assignment).earned == 8.5)
        try gradebook.record(Sample.graded("ben"))
        #expect(throws: GradebookError.scoredAlready(student: "Ada L.")) { try gradebook.rename("ben", to: "Ada L.", assignment: Sample.assignment) }
        #expect(try gradebook.students(of: Sample.assignment) == ["Ada L.", "ben"])
    }

    @Test func `who is removed is gone, and nobody else`() throws {
        try score("discussion", 2.5)
        try gradebook.record(Sample.graded("ben"))
        try gradebook.remove("ada", assignment: Sample.assignment)
        #expect(try gradebook.totals(of: Sample.assignment).map(\.graded) == [Sample.graded("ben")])
        #expect(throws: GradebookError.unknownStudent(name: "ada", known: ["ben"])) { try gradebook.remove("ada", assignment: Sample.assignment) }
        try gradebook.record(Sample.graded("ada"))
        #expect(try ada().given.isEmpty)
    }

    @Test func `an accent is the same however it was typed`() throws {
        try gradebook.record(Sample.graded("Ju\u{308}rgen"))
        try gradebook.score(Sample.score("discussion", 2), student: "J\u{FC}rgen", assignment: Sample.assignment, beyond: false, at: Sample.time)
        #expect(try gradebook.submission(of: "J\u{FC}rgen", assignment: Sample.assignment).earned == 5)
        // Where there are both, each is meant as it is written.
        try gradebook.record(Sample.graded("J\u{FC}rgen"))
        #expect(try gradebook.submission(of: "J\u{FC}rgen", assignment: Sample.assignment).earned == 3)
    }

    @Test func `history keeps all of it`() throws {
        try score("discussion", 2)
        try score("discussion", 2)
        try score("discussion", 3, "On second thoughts.")
        try gradebook.withdrawScore(of: "discussion", student: "ada", assignment: Sample.assignment, grader: "Ben", at: Sample.time)
        let history = try gradebook.scores(of: "ada", assignment: Sample.assignment)
        #expect(history.map(\.points) == [2, 3, nil])
        #expect(history.map(\.isSuperseded) == [true, true, false])
        #expect(history.map(\.grader) == ["Ada", "Ada", "Ben"])
        #expect(history.allSatisfy { $0.givenAt == Sample.time })
    }

    @Test func `a score stays when the work is graded again, and says when the work has changed`() throws {
        try score("discussion", 2)
        try gradebook.record(Sample.graded("ada", mean: [0, 0]))
        #expect(try ada().given.map(\.isOutdated) == [false])
        try gradebook.record(Sample.graded("ada", mean: [0, 0], text: "Another answer."))
        #expect(try ada().given.map(\.isOutdated) == [true])
        #expect(try ada().earned == 3)
        // Whoever gives the same again has read the new answer.
        try score("discussion", 2)
        #expect(try ada().given.map(\.isOutdated) == [false])
    }

    @Test(arguments: [("discussion", 4.5), ("discussion", -0.5), ("mean-check", 2.01), ("split", 1.5)])
    func `points have bounds, unless more is meant`(_ question: String, _ points: Double) throws {
        #expect(throws: GradebookError.self) { try score(question, points) }
        #expect(try ada().given.isEmpty)
        try score(question, points, beyond: true)
        #expect(try ada().given.map(\.score.points) == [points])
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func `what is no number is never a score`(_ points: Double) {
        #expect(throws: GradebookError.self) { try score("discussion", points, beyond: true) }
    }

    @Test func `names that nothing has are errors that know the others`() {
        #expect(throws: GradebookError.severalChecks(question: "mean", checks: ["mean-check", "mean-hidden"])) { try score("mean", 1) }
        let known = ["discussion", "mean-check", "mean-hidden", "split-check"]
        #expect(throws: GradebookError.unknownQuestion(name: "discusion", known: known)) { try score("discusion", 1) }
        #expect(throws: GradebookError.unknownStudent(name: "eve", known: ["ada"])) {
            try gradebook.score(Sample.score("discussion", 1), student: "eve", assignment: Sample.assignment, at: Sample.time)
        }
    }
}
