import CellCompiler
import Foundation
import Notebook

@testable import Grading

/// The small assignment, with its release and what its class handed in.
enum SmallAssignment {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let source = tests.appending(path: "AssignmentsTests/Fixtures/small/source")
    static let fixtures = tests.appending(path: "GradingTests/Fixtures")
    static let submitted = fixtures.appending(path: "submitted")

    static func bytes(_ file: URL) throws -> [UInt8] { Array(try Data(contentsOf: file)) }

    static func teacher() throws -> NotebookDocument { try NotebookDocument.parse(bytes(source.appending(path: "small.md")), path: "small.md") }

    static func release() throws -> ReleasedNotebook {
        ReleasedNotebook(source: try teacher(), file: try LenientNotebook(bytes(fixtures.appending(path: "release/small.md"))))
    }

    static func releaseText() throws -> String { String(decoding: try bytes(fixtures.appending(path: "release/small.md")), as: UTF8.self) }

    static func match(_ text: String, limits: SubmissionMatch.Limits = .init()) throws -> SubmissionMatch {
        let student = try LenientNotebook(Array(text.utf8))
        return SubmissionMatch(
            student, bytes: Array(text.utf8), name: "small.md", in: try release(), limits: limits,
            areBounded: limits.fences(of: student).map { SourceNesting.isBounded($0.source) })
    }

    /// A folder of the assignment's own, to be graded in.
    static func copy() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.copyItem(at: source, to: folder.url.appending(path: "source"))
        for name in ["release", "submitted"] { try FileManager.default.copyItem(at: fixtures.appending(path: name), to: folder.url.appending(path: name)) }
        return folder
    }
}

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "grading-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
