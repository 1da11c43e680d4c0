import GRDB

/// The gradebook's tables.
enum GradebookSchema {
    /// Stands in the file's head (SQLite's `application_id`): the letters LUGB.
    static let applicationID = 0x4C55_4742

    enum State { case current, older, newer, foreign }

    /// Marks a file that is still empty as a gradebook. Another process may have been quicker; that is as well.
    static func claim(_ db: Database) throws {
        guard try isEmpty(db) else { return }
        try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }

    static func state(_ db: Database) throws -> State {
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID else { return .foreign }
        if try migrator.hasBeenSuperseded(db) { return .newer }
        return try migrator.hasCompletedMigrations(db) ? .current : .older
    }

    private static func isEmpty(_ db: Database) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
    }

    /// Each version's step, never changed once it was published.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in try db.execute(sql: version1) }
        // What a student's run said, apart from the judge's words.
        migrator.registerMigration("2") { db in try db.execute(sql: "ALTER TABLE checkScore ADD COLUMN said TEXT") }
        // Why the newest work could not be graded, and its digest; NULL once it was.
        migrator.registerMigration("3") { db in
            try db.execute(sql: "ALTER TABLE submission ADD COLUMN fault TEXT; ALTER TABLE submission ADD COLUMN faultDigest TEXT")
        }
        return migrator
    }

    /// - A seed is text, for SQLite has no unsigned numbers.
    /// - Times are ISO 8601 in UTC.
    /// - A manual score without points was withdrawn. The newest one of a question counts.
    private static let version1 = """
        CREATE TABLE assignment (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            drawnSeed TEXT,
            due TEXT
        ) STRICT;
        CREATE TABLE submission (
            id INTEGER PRIMARY KEY,
            assignmentID INTEGER NOT NULL REFERENCES assignment,
            student TEXT NOT NULL,
            handedIn TEXT,
            lateDaysByHand INTEGER CHECK (lateDaysByHand >= 0),
            UNIQUE (assignmentID, student)
        ) STRICT;
        CREATE TABLE grading (
            id INTEGER PRIMARY KEY,
            submissionID INTEGER NOT NULL REFERENCES submission,
            digest TEXT NOT NULL
        ) STRICT;
        CREATE INDEX gradingOfSubmission ON grading (submissionID, id);
        CREATE TABLE checkScore (
            gradingID INTEGER NOT NULL REFERENCES grading,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            question TEXT NOT NULL,
            points REAL NOT NULL,
            earned REAL NOT NULL,
            isHidden INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            explanation TEXT NOT NULL,
            observed TEXT,
            message TEXT,
            PRIMARY KEY (gradingID, position),
            UNIQUE (gradingID, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE textAnswer (
            gradingID INTEGER NOT NULL REFERENCES grading,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            points REAL NOT NULL,
            rubric TEXT NOT NULL,
            markdown TEXT NOT NULL,
            isUntouched INTEGER NOT NULL,
            PRIMARY KEY (gradingID, position),
            UNIQUE (gradingID, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE remark (
            gradingID INTEGER NOT NULL REFERENCES grading,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            cell TEXT,
            text TEXT NOT NULL,
            PRIMARY KEY (gradingID, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE manualScore (
            id INTEGER PRIMARY KEY,
            submissionID INTEGER NOT NULL REFERENCES submission,
            gradingID INTEGER NOT NULL REFERENCES grading,
            question TEXT NOT NULL,
            points REAL,
            comment TEXT NOT NULL,
            grader TEXT NOT NULL,
            givenAt TEXT NOT NULL
        ) STRICT;
        CREATE INDEX manualScoreOfSubmission ON manualScore (submissionID, question, id);
        """
}
