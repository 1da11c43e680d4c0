import Assignments
import Foundation
import GRDB

extension Gradebook {
    /// Records what a person gives for a text answer, or for a check in place of the judge's points. Earlier scores
    /// stay in the history. The same score again changes nothing.
    /// - Parameters:
    ///   - beyond: whether points below 0, or above the question's, are meant.
    ///   - time: when it was given.
    /// - Returns: the id of the text answer or check that was scored.
    @discardableResult
    public func score(_ score: ManualScore, student: String, assignment: String, beyond: Bool = false, at time: Date) throws(GradebookError) -> String {
        try change(score.question, student: student, assignment: assignment) { item, _ in
            guard score.points.isFinite, beyond || (0...item.points).contains(score.points) else {
                throw GradebookError.pointsOutOfBounds(question: item.id, points: score.points, most: item.points)
            }
            return ScoreRow(points: score.points, comment: score.comment.withoutNUL, grader: score.grader.withoutNUL, givenAt: StoredTime.text(time))
        }
    }

    /// Takes back what a person gave: a check has the judge's points again, and a text answer is to be graded.
    @discardableResult
    public func withdrawScore(
        of question: String, student: String, assignment: String, grader: String, comment: String = "", at time: Date
    ) throws(GradebookError) -> String {
        try change(question, student: student, assignment: assignment) { _, latest in
            latest?.points == nil ? nil : ScoreRow(points: nil, comment: comment.withoutNUL, grader: grader.withoutNUL, givenAt: StoredTime.text(time))
        }
    }

    private func change(
        _ question: String, student: String, assignment: String, _ row: (ScoredItem, ScoreRow?) throws -> ScoreRow?
    ) throws(GradebookError) -> String {
        try writing { db in
            let submission = try Self.existingSubmission(of: student, assignment, db)
            guard let grading = try GradingRows.newest(of: submission, db) else { throw GradebookError.notGraded(student: student) }
            let item = try ScoredItem.find(question, in: try GradingRows.fetch(grading, db))
            let latest = try ScoreRow.newest(of: item.id, submission: submission, db)
            guard let new = try row(item, latest?.row) else { return item.id }
            // Whoever looks at changed work and gives the same has given it anew.
            if let latest, latest.row.saysTheSame(as: new), latest.grading == grading { return item.id }
            try db.execute(
                sql: "INSERT INTO manualScore (submissionID, gradingID, question, points, comment, grader, givenAt) VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [submission, grading, item.id, new.points, new.comment, new.grader, new.givenAt])
            return item.id
        }
    }
}

/// What a person can score: a text answer or a check.
struct ScoredItem {
    var id: String
    var points: Double

    /// What a question's name means; the name of an answer with one check means that check.
    static func find(_ name: String, in graded: GradedSubmission) throws -> ScoredItem {
        if let text = graded.texts.first(where: { $0.id == name }) { return ScoredItem(id: text.id, points: text.points) }
        if let check = graded.checks.first(where: { $0.id == name }) { return ScoredItem(id: check.id, points: check.points) }
        let checks = graded.checks.filter { $0.question == name }
        if checks.count == 1 { return ScoredItem(id: checks[0].id, points: checks[0].points) }
        if checks.count > 1 { throw GradebookError.severalChecks(question: name, checks: checks.map(\.id)) }
        throw GradebookError.unknownQuestion(name: name, known: graded.texts.map(\.id) + graded.checks.map(\.id))
    }
}

/// A row of what people gave.
struct ScoreRow {
    /// `nil` where the score was withdrawn.
    var points: Double?
    var comment: String
    var grader: String
    var givenAt: String

    func saysTheSame(as other: ScoreRow) -> Bool { (points, comment, grader) == (other.points, other.comment, other.grader) }

    static func newest(of question: String, submission: Int64, _ db: Database) throws -> (row: ScoreRow, grading: Int64)? {
        let select = "SELECT points, comment, grader, givenAt, gradingID FROM manualScore WHERE submissionID = ? AND question = ? ORDER BY id DESC LIMIT 1"
        return try Row.fetchOne(db, sql: select, arguments: [submission, question]).map { row in
            (ScoreRow(points: try row.optional(0), comment: try row.value(1), grader: try row.value(2), givenAt: try row.value(3)), try row.value(4))
        }
    }
}
