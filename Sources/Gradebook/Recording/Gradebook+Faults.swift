import Assignments
import GRDB

extension Gradebook {
    /// Records that work was handed in and could not be graded, until it is: whoever reads the gradebook is not to take an
    /// earlier mark for its own.
    /// - Parameters:
    ///   - digest: SHA-256 of the notebook that was handed in.
    ///   - reason: what failed; the beginning of it is kept.
    public func recordFault(of student: String, assignment: String, digest: String, reason: String) throws(GradebookError) {
        let reason = String(String.UnicodeScalarView(reason.unicodeScalars.prefix(Self.longestReason))).withoutNUL
        try writing { db in
            let submission = try Self.submissionID(of: student.withoutNUL, assignment.withoutNUL, db)
            try db.execute(sql: "UPDATE submission SET fault = ?, faultDigest = ? WHERE id = ?", arguments: [reason, digest.withoutNUL, submission])
        }
    }

    private static let longestReason = 1000

    /// The faults since which nothing was graded, in the order of the names' bytes.
    public func notGraded(of assignment: String) throws(GradebookError) -> [NotGraded] {
        try reading { db in
            let select = """
                SELECT submission.id, submission.student, submission.faultDigest, submission.fault FROM submission
                JOIN assignment ON assignment.id = submission.assignmentID
                WHERE assignment.name = ? AND submission.fault IS NOT NULL ORDER BY submission.student
                """
            return try Row.fetchAll(db, sql: select, arguments: [assignment]).map { row in
                var mark = NotGraded.Mark.none
                if let newest = try GradingRows.newest(of: try row.value(0), db) {
                    mark = try GradingRows.fetch(newest, db).digest == row.value(2) ? .sameWork : .earlierWork
                }
                return NotGraded(student: try row.value(1), mark: mark, reason: try row.value(3))
            }
        }
    }

    static func forgetFault(of submission: Int64, _ db: Database) throws {
        try db.execute(sql: "UPDATE submission SET fault = NULL, faultDigest = NULL WHERE id = ? AND fault IS NOT NULL", arguments: [submission])
    }
}
