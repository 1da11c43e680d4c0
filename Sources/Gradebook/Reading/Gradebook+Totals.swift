import Assignments
import Foundation
import GRDB

extension Gradebook {
    /// The assignments of which something was recorded, by name.
    public func assignments() throws(GradebookError) -> [String] {
        try reading { db in try String.fetchAll(db, sql: "SELECT name FROM assignment ORDER BY name") }
    }

    /// When an assignment is due, where somebody said it.
    public func due(_ assignment: String) throws(GradebookError) -> Date? {
        try reading { db in
            try String.fetchOne(db, sql: "SELECT due FROM assignment WHERE name = ?", arguments: [assignment]).flatMap(StoredTime.date)
        }
    }

    public func students(of assignment: String) throws(GradebookError) -> [String] {
        try reading { db in try Self.students(of: assignment, db) }
    }

    /// Those of whose graded work neither a file's time nor a person says when it was handed in.
    public func studentsOfUnknownTime(of assignment: String) throws(GradebookError) -> [String] {
        try reading { db in
            let select = """
                SELECT submission.student FROM submission JOIN assignment ON assignment.id = submission.assignmentID
                WHERE assignment.name = ? AND submission.handedIn IS NULL AND submission.lateDaysByHand IS NULL
                AND EXISTS (SELECT 1 FROM grading WHERE grading.submissionID = submission.id) ORDER BY submission.student
                """
            return try String.fetchAll(db, sql: select, arguments: [assignment])
        }
    }

    /// Every submission as it was graded last, with what people gave, in the order of the names' bytes.
    public func totals(of assignment: String) throws(GradebookError) -> [MarkedSubmission] {
        try reading { db in
            let select = """
                SELECT submission.id FROM submission JOIN assignment ON assignment.id = submission.assignmentID
                WHERE assignment.name = ? ORDER BY submission.student
                """
            return try Int64.fetchAll(db, sql: select, arguments: [assignment]).compactMap { try Self.marked($0, db) }
        }
    }

    /// One student's submission.
    public func submission(of student: String, assignment: String) throws(GradebookError) -> MarkedSubmission {
        try reading { db in
            let submission = try Self.existingSubmission(of: student, assignment, db)
            guard let marked = try Self.marked(submission, db) else { throw GradebookError.notGraded(student: student) }
            return marked
        }
    }

    private static func marked(_ submission: Int64, _ db: Database) throws -> MarkedSubmission? {
        guard let newest = try GradingRows.newest(of: submission, db) else { return nil }
        let graded = try GradingRows.fetch(newest, db)
        return MarkedSubmission(graded, given: try given(submission, graded, newest: newest, db), lateDays: try lateDays(submission, db))
    }

    /// The newest score of each question that is there still, in the notebook's order.
    private static func given(_ submission: Int64, _ graded: GradedSubmission, newest: Int64, _ db: Database) throws -> [MarkedSubmission.Given] {
        var given: [MarkedSubmission.Given] = []
        for id in graded.checks.map(\.id) + graded.texts.map(\.id) {
            guard let (row, grading) = try ScoreRow.newest(of: id, submission: submission, db), let points = row.points else { continue }
            let isOutdated = try grading != newest && !isSame(id, graded, GradingRows.fetch(grading, db))
            given.append(.init(ManualScore(question: id, points: points, comment: row.comment, grader: row.grader), isOutdated: isOutdated))
        }
        return given
    }

    /// Whether a person who scored one would have seen the same in the other.
    private static func isSame(_ id: String, _ new: GradedSubmission, _ old: GradedSubmission) -> Bool {
        new.checks.first { $0.id == id } == old.checks.first { $0.id == id } && new.texts.first { $0.id == id } == old.texts.first { $0.id == id }
    }

    private static func lateDays(_ submission: Int64, _ db: Database) throws -> Int {
        let select = """
            SELECT submission.lateDaysByHand, submission.handedIn, assignment.due FROM submission
            JOIN assignment ON assignment.id = submission.assignmentID WHERE submission.id = ?
            """
        guard let row = try Row.fetchOne(db, sql: select, arguments: [submission]) else { throw Damage.missing("a submission") }
        if let days = try row.optional(0) as Int? { return days }
        guard let handedIn = (try row.optional(1) as String?).flatMap(StoredTime.date), let due = (try row.optional(2) as String?).flatMap(StoredTime.date)
        else { return 0 }
        return LateDays.between(due: due, handedIn: handedIn)
    }
}
