import GRDB

extension Gradebook {
    /// Gives what is recorded of a student another name: gradings, scores by hand, late days. Where both names
    /// have work, what was graded last is the newest.
    /// - Throws: `.scoredAlready` where a person gave scores under the new name: whose they are nobody can tell then.
    public func rename(_ student: String, to name: String, assignment: String) throws(GradebookError) {
        let name = name.withoutNUL
        try writing { db in
            let old = try Self.existingSubmission(of: student, assignment, db), new = try Self.submissionID(of: name, assignment, db)
            guard old != new else { return }
            guard try Int.fetchOne(db, sql: "SELECT count(*) FROM manualScore WHERE submissionID = ?", arguments: [new]) == 0 else {
                throw GradebookError.scoredAlready(student: name)
            }
            let lateDays = "UPDATE submission SET lateDaysByHand = coalesce(lateDaysByHand, (SELECT lateDaysByHand FROM submission WHERE id = ?)), "
                + "handedIn = coalesce(handedIn, (SELECT handedIn FROM submission WHERE id = ?)) WHERE id = ?"
            try db.execute(sql: lateDays, arguments: [old, old, new])
            for table in ["grading", "manualScore"] {
                try db.execute(sql: "UPDATE \(table) SET submissionID = ? WHERE submissionID = ?", arguments: [new, old])
            }
            try db.execute(sql: "DELETE FROM submission WHERE id = ?", arguments: [old])
        }
    }

    /// Takes out all that is recorded of a student for an assignment.
    public func remove(_ student: String, assignment: String) throws(GradebookError) {
        try writing { db in
            let submission = try Self.existingSubmission(of: student, assignment, db)
            try db.execute(sql: "DELETE FROM manualScore WHERE submissionID = ?", arguments: [submission])
            for table in ["checkScore", "textAnswer", "remark"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE gradingID IN (SELECT id FROM grading WHERE submissionID = ?)", arguments: [submission])
            }
            try db.execute(sql: "DELETE FROM grading WHERE submissionID = ?", arguments: [submission])
            try db.execute(sql: "DELETE FROM submission WHERE id = ?", arguments: [submission])
        }
    }
}
