import Assignments
import Foundation
import GRDB
import TestFolders
import Testing

@testable import Gradebook

/// Files that are gradebooks, and files that are none.
struct GradebookFileTests {
    struct Refused: CustomTestStringConvertible, Sendable {
        var name: String
        var access = Gradebook.Access.creating
        var make: @Sendable (String) throws -> Void
        var error: @Sendable (String) -> GradebookError

        var testDescription: String { name }
    }

    @Test(arguments: [
        Refused(name: "no file", access: .writing, make: { _ in }, error: { .missing(path: $0) }),
        Refused(name: "no file to read", access: .reading, make: { _ in }, error: { .missing(path: $0) }),
        Refused(name: "a folder", make: { try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: false) }, error: { .notAGradebook(path: $0) }),
        Refused(name: "a text", make: { try Data(String(repeating: "student,points\n", count: 90).utf8).write(to: URL(filePath: $0)) }, error: { .notAGradebook(path: $0) }),
        Refused(
            name: "another program's database", make: { try DatabaseQueue(path: $0).write { try $0.execute(sql: "CREATE TABLE grades (name TEXT)") } },
            error: { .notAGradebook(path: $0) }),
        Refused(name: "an empty file to read", access: .reading, make: { try Data().write(to: URL(filePath: $0)) }, error: { .notAGradebook(path: $0) }),
        Refused(
            name: "a newer version",
            make: { path in
                _ = try Gradebook(path: path)
                try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
            }, error: { .newerVersion(path: $0) }),
    ])
    func `what is no gradebook is refused and left as it is`(_ refused: Refused) throws {
        let folder = try TemporaryFolder()
        try refused.make(folder.gradebook)
        let before = try? Data(contentsOf: URL(filePath: folder.gradebook))
        #expect(throws: refused.error(folder.gradebook)) { try Gradebook(path: folder.gradebook, access: refused.access) }
        #expect((try? Data(contentsOf: URL(filePath: folder.gradebook))) == before)
    }

    @Test func `an empty file becomes a gradebook, and is one when it is opened again`() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(filePath: folder.gradebook))
        try Gradebook(path: folder.gradebook).record(Sample.graded("ada"))
        let again = try Gradebook(path: folder.gradebook, access: .reading)
        #expect(try again.totals(of: Sample.assignment).map(\.graded) == [Sample.graded("ada")])
        #expect(throws: GradebookError.readOnly(path: folder.gradebook)) { try again.record(Sample.graded("ben")) }
    }

    @Test func `a gradebook that another program writes to is locked`() throws {
        let folder = try TemporaryFolder()
        try Gradebook(path: folder.gradebook).record(Sample.graded("ada"))
        let gradebook = try Gradebook(path: folder.gradebook, access: .writing, patience: 0.05)
        try DatabaseQueue(path: folder.gradebook).inDatabase { db in
            try db.inTransaction(.exclusive) {
                #expect(throws: GradebookError.locked(path: folder.gradebook)) { try gradebook.record(Sample.graded("ben")) }
                return .rollback
            }
        }
        #expect(try gradebook.record(Sample.graded("ben")))
    }

    @Test func `a damaged row is an error, and ends nothing`() throws {
        let folder = try TemporaryFolder()
        let gradebook = try Gradebook(path: folder.gradebook)
        try gradebook.record(Sample.graded("ada"))
        try DatabaseQueue(path: folder.gradebook).write { try $0.execute(sql: "UPDATE checkScore SET outcome = 'perfect'") }
        #expect(throws: GradebookError.unusable(path: folder.gradebook, reason: "it is damaged: there is no outcome `perfect`")) {
            try gradebook.totals(of: Sample.assignment)
        }
    }

    @Test func `every message says what to do`() {
        let errors: [GradebookError] = [
            .missing(path: "g"), .notAGradebook(path: "g"), .newerVersion(path: "g"), .locked(path: "g"), .readOnly(path: "g"),
        ]
        for error in errors {
            #expect(error.description.hasPrefix("g: "))
            #expect(error.description.contains(";"), "\(error)")
        }
    }
}
