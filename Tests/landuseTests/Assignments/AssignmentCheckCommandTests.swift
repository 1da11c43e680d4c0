import Foundation
import TestFolders
import Testing
@testable import landuse

/// `landuse assignment check`, with real cells.
@Suite(.serialized) struct AssignmentCheckCommandTests {
    private func assignment(_ text: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.url.appending(path: "t/source"), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.url.appending(path: "t/source/t.md"))
        return folder
    }

    private static func text(check: String, hidden: String = "{points: 2, equal: reference, hidden: true}") -> String {
        """
        ---
        assignment: t
        ---

        ```swift
        //| id: largest
        func largest(_ values: [Int]) -> Int {
            // BEGIN SOLUTION
            values.reduce(0) { $0 > $1 ? $0 : $1 }
            // END SOLUTION
        }
        ```

        ```swift
        //| id: given
        //| check: \(check)
        largest([1, 3, 2])
        ```

        ```swift
        //| id: kept
        //| check: \(hidden)
        largest([Int(checkSeed % 7) + 5, 4])
        ```

        """
    }

    /// The start value is never the largest, so nothing notices when it is 1; all else is noticed.
    @Test func `points are told, and slips that no check notices`() async throws {
        let folder = try assignment(Self.text(check: "{points: 1.5, equal: reference}"))
        let run = try await Program.run(["assignment", "check", "t"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(
            run.output.hasPrefix("""
                question  public  hidden  text  total
                largest      1.5       2     –    3.5
                total        1.5       2     –    3.5
                no errors; 
                """), "\(run.output)")
        #expect(run.errors.contains("t/source/t.md:9:19: warning: no check notices when `0` becomes `1`"), "\(run.errors)")
        #expect(!run.errors.contains("`>` becomes `<`"))
        // Nothing is written.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "t").path) == ["source"])
    }

    @Test func `a solution that does not earn its points is an error at its check`() async throws {
        let folder = try assignment(Self.text(check: "{points: 1, equal: 4}"))
        let run = try await Program.run(["assignment", "check", "t"], in: folder.url)
        #expect(run.exitCode == 1)
        #expect(run.errors.contains("t/source/t.md:15:1: error: the teacher's own solution does not earn the 1 point of the check `given`: expected 4; with the public inputs it observed 3"), "\(run.errors)")
        #expect(run.output.hasSuffix("1 error\n"))
    }

    @Test func `a folder that is no assignment is no input`() async throws {
        let folder = try TemporaryFolder()
        #expect(try await Program.run(["assignment", "check", "."], in: folder.url).exitCode == 66)
        #expect(try await Program.run(["assignment", "check", ".", "--mutations", "-1"], in: folder.url).exitCode == 64)
    }
}
