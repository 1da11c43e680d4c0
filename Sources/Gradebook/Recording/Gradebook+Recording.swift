import Assignments
import Foundation
import GRDB

extension Gradebook {
    /// The seed of the drawn phase: picked at its first use, and the same ever after, so that a regrade gives the same.
    /// - Parameter pick: draws it; another than the system's generator is for tests.
    public func drawnSeed(for assignment: String, pick: () -> UInt64 = { .random(in: .min ... .max) }) throws(GradebookError) -> UInt64 {
        try writing { db in
            let id = try Self.assignmentID(assignment, db)
            if let text = try String.fetchOne(db, sql: "SELECT drawnSeed FROM assignment WHERE id = ?", arguments: [id]) {
                guard let seed = UInt64(text) else { throw Damage.unknown("seed", text) }
                return seed
            }
            let seed = pick()
            try db.execute(sql: "UPDATE assignment SET drawnSeed = ? WHERE id = ?", arguments: [String(seed), id])
            return seed
        }
    }

    /// Records what grading a submission came to. The same result again changes nothing; another one comes behind
    /// the older ones.
    /// - Parameter handedIn: when the work was handed in, where that is known.
    /// - Returns: whether the result is new.
    @discardableResult
    public func record(_ graded: GradedSubmission, handedIn: Date? = nil) throws(GradebookError) -> Bool {
        let graded = graded.storable
        return try writing { db in
            let submission = try Self.submissionID(of: graded.student, graded.assignment, db)
            try Self.forgetFault(of: submission, db)
            if let handedIn {
                try db.execute(sql: "UPDATE submission SET handedIn = ? WHERE id = ?", arguments: [StoredTime.text(handedIn), submission])
            }
            if let newest = try GradingRows.newest(of: submission, db), try GradingRows.fetch(newest, db) == graded { return false }
            try GradingRows.insert(graded, submission: submission, db)
            return true
        }
    }

    /// Sets when an assignment is due; late days follow from it.
    public func setDue(_ due: Date?, for assignment: String) throws(GradebookError) {
        try writing { db in
            let id = try Self.assignmentID(assignment, db)
            try db.execute(sql: "UPDATE assignment SET due = ? WHERE id = ?", arguments: [due.map(StoredTime.text), id])
        }
    }

    /// Sets how many days late a submission counts, whatever the times say; `nil` lets the times say it again.
    public func setLateDays(_ days: Int?, student: String, assignment: String) throws(GradebookError) {
        precondition(days ?? 0 >= 0, "days late are counted from 0")
        try writing { db in
            let submission = try Self.existingSubmission(of: student, assignment, db)
            try db.execute(sql: "UPDATE submission SET lateDaysByHand = ? WHERE id = ?", arguments: [days, submission])
        }
    }

    // MARK: Rows

    /// The assignment's row, made where there is none.
    private static func assignmentID(_ name: String, _ db: Database) throws -> Int64 {
        try db.execute(sql: "INSERT INTO assignment (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
        guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM assignment WHERE name = ?", arguments: [name]) else { throw Damage.missing("an assignment") }
        return id
    }

    /// A submission's row, made where there is none.
    static func submissionID(of student: String, _ assignment: String, _ db: Database) throws -> Int64 {
        let assignment = try assignmentID(assignment, db)
        try db.execute(sql: "INSERT INTO submission (assignmentID, student) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [assignment, student])
        let select = "SELECT id FROM submission WHERE assignmentID = ? AND student = ?"
        guard let id = try Int64.fetchOne(db, sql: select, arguments: [assignment, student]) else { throw Damage.missing("a submission") }
        return id
    }

    static func existingSubmission(of student: String, _ assignment: String, _ db: Database) throws -> Int64 {
        let select = """
            SELECT submission.id FROM submission JOIN assignment ON assignment.id = submission.assignmentID
            WHERE assignment.name = ? AND submission.student = ?
            """
        if let id = try Int64.fetchOne(db, sql: select, arguments: [assignment, student]) { return id }
        // A Mac writes accents in another way than keyboards do: to Swift they are the same name.
        let known = try students(of: assignment, db), alike = known.filter { $0 == student }
        if alike.count == 1, let id = try Int64.fetchOne(db, sql: select, arguments: [assignment, alike[0]]) { return id }
        throw GradebookError.unknownStudent(name: student, known: known)
    }

    /// In the order of their names' bytes, which is the same everywhere.
    static func students(of assignment: String, _ db: Database) throws -> [String] {
        try String.fetchAll(
            db,
            sql: """
                SELECT submission.student FROM submission JOIN assignment ON assignment.id = submission.assignmentID
                WHERE assignment.name = ? ORDER BY submission.student
                """, arguments: [assignment])
    }
}
