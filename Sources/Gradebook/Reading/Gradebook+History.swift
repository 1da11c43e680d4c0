import Assignments
import Foundation
import GRDB

/// Something that a person gave, or took back.
public struct ScoreHistoryEntry: Sendable, Equatable {
    /// The text answer or check.
    public var question: String
    /// `nil` where the score was withdrawn.
    public var points: Double?
    public var comment: String
    public var grader: String
    public var givenAt: Date?
    /// Whether a later one took its place.
    public var isSuperseded: Bool
}

extension Gradebook {
    /// Every result of grading a student's submission, the oldest first.
    public func gradings(of student: String, assignment: String) throws(GradebookError) -> [GradedSubmission] {
        try reading { db in
            let submission = try Self.existingSubmission(of: student, assignment, db)
            return try Int64.fetchAll(db, sql: "SELECT id FROM grading WHERE submissionID = ? ORDER BY id", arguments: [submission])
                .map { try GradingRows.fetch($0, db) }
        }
    }

    /// Every score that a person gave for a student's submission, the oldest first.
    public func scores(of student: String, assignment: String) throws(GradebookError) -> [ScoreHistoryEntry] {
        try reading { db in
            let submission = try Self.existingSubmission(of: student, assignment, db)
            let select = """
                SELECT question, points, comment, grader, givenAt,
                EXISTS (SELECT 1 FROM manualScore AS later WHERE later.submissionID = manualScore.submissionID
                    AND later.question = manualScore.question AND later.id > manualScore.id)
                FROM manualScore WHERE submissionID = ? ORDER BY id
                """
            return try Row.fetchAll(db, sql: select, arguments: [submission]).map { row in
                ScoreHistoryEntry(
                    question: try row.value(0), points: try row.optional(1), comment: try row.value(2), grader: try row.value(3),
                    givenAt: StoredTime.date(try row.value(4)), isSuperseded: try row.value(5))
            }
        }
    }
}
