import Assignments
import Foundation
import GRDB

/// One grading of a submission as rows, and back.
enum GradingRows {
    static func insert(_ graded: GradedSubmission, submission: Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT INTO grading (submissionID, digest) VALUES (?, ?)", arguments: [submission, graded.digest])
        let grading = db.lastInsertedRowID
        for (position, check) in graded.checks.enumerated() {
            try db.execute(
                sql: "INSERT INTO checkScore VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    grading, position, check.id, check.question, check.points, check.earned, check.isHidden, check.outcome.rawValue, check.explanation,
                    check.observed, check.message, check.said,
                ])
        }
        for (position, text) in graded.texts.enumerated() {
            let rubric = String(decoding: try JSONEncoder().encode(text.rubric), as: UTF8.self)
            try db.execute(
                sql: "INSERT INTO textAnswer VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [grading, position, text.id, text.points, rubric, text.markdown, text.isUntouched])
        }
        for (position, remark) in graded.remarks.enumerated() {
            try db.execute(
                sql: "INSERT INTO remark VALUES (?, ?, ?, ?, ?)", arguments: [grading, position, remark.kind.rawValue, remark.cell, remark.text])
        }
    }

    /// The newest grading of a submission.
    static func newest(of submission: Int64, _ db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM grading WHERE submissionID = ?", arguments: [submission])
    }

    static func fetch(_ grading: Int64, _ db: Database) throws -> GradedSubmission {
        let head = """
            SELECT submission.student, assignment.name, grading.digest FROM grading
            JOIN submission ON submission.id = grading.submissionID JOIN assignment ON assignment.id = submission.assignmentID
            WHERE grading.id = ?
            """
        guard let row = try Row.fetchOne(db, sql: head, arguments: [grading]) else { throw Damage.missing("grading \(grading)") }
        return GradedSubmission(
            student: try row.value(0), assignment: try row.value(1), digest: try row.value(2), checks: try checks(grading, db), texts: try texts(grading, db),
            remarks: try remarks(grading, db))
    }

    private static func checks(_ grading: Int64, _ db: Database) throws -> [CheckMark] {
        let columns = "name, question, points, earned, isHidden, outcome, explanation, observed, message, said"
        return try Row.fetchAll(db, sql: "SELECT \(columns) FROM checkScore WHERE gradingID = ? ORDER BY position", arguments: [grading]).map { row in
            let outcome: String = try row.value(5)
            return CheckMark(
                id: try row.value(0), question: try row.value(1), points: try row.value(2), earned: try row.value(3), isHidden: try row.value(4),
                outcome: try CheckMark.Outcome(rawValue: outcome) ?? { throw Damage.unknown("outcome", outcome) }(), explanation: try row.value(6),
                observed: try row.optional(7), said: try row.optional(9), message: try row.optional(8))
        }
    }

    private static func texts(_ grading: Int64, _ db: Database) throws -> [GradedSubmission.Text] {
        let columns = "name, points, rubric, markdown, isUntouched"
        return try Row.fetchAll(db, sql: "SELECT \(columns) FROM textAnswer WHERE gradingID = ? ORDER BY position", arguments: [grading]).map { row in
            let rubric: String = try row.value(2)
            return GradedSubmission.Text(
                id: try row.value(0), points: try row.value(1), rubric: try JSONDecoder().decode([String].self, from: Data(rubric.utf8)),
                markdown: try row.value(3), isUntouched: try row.value(4))
        }
    }

    private static func remarks(_ grading: Int64, _ db: Database) throws -> [GradedSubmission.Remark] {
        try Row.fetchAll(db, sql: "SELECT kind, cell, text FROM remark WHERE gradingID = ? ORDER BY position", arguments: [grading]).map { row in
            let kind: String = try row.value(0)
            return GradedSubmission.Remark(
                try GradedSubmission.Remark.Kind(rawValue: kind) ?? { throw Damage.unknown("kind of remark", kind) }(), cell: try row.optional(1),
                text: try row.value(2))
        }
    }
}

/// Rows that no gradebook of ours has.
enum Damage: Error, CustomStringConvertible {
    case missing(String)
    case unknown(String, String)
    case column(Int)

    var description: String {
        switch self {
        case .missing(let what): "it is damaged: \(what) is missing"
        case .unknown(let what, let value): "it is damaged: there is no \(what) `\(value)`"
        case .column(let index): "it is damaged: column \(index + 1) holds something else"
        }
    }
}

extension Row {
    /// A column's value; GRDB's own subscript ends the program where it is another.
    func value<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
        guard let value = try optional(index) as Value? else { throw Damage.column(index) }
        return value
    }

    func optional<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value? {
        let stored: DatabaseValue = self[index]
        if stored.isNull { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw Damage.column(index) }
        return value
    }
}
