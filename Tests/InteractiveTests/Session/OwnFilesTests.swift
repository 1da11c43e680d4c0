import Foundation
import Testing

@testable import Interactive

/// What `:save` may write over.
@Suite struct OwnFilesTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-own-\(UUID().uuidString)")

    @Test func `a file that the session neither read nor wrote is not its own`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "session.md")
        var files = OwnFiles()
        #expect(files.refusal(of: file, called: "session.md") == nil)
        try Data("theirs".utf8).write(to: file)
        #expect(files.refusal(of: file, called: "session.md") == .exists("session.md"))
        files.know(Data("theirs".utf8), at: file)
        #expect(files.refusal(of: file, called: "session.md") == nil)
    }

    @Test func `a notebook that was changed meanwhile is refused, until it is known again`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "n.md")
        try Data("one".utf8).write(to: file)
        var files = OwnFiles(notebook: (file.path, Array("one".utf8)))
        #expect(files.refusal(of: file, called: "n.md") == nil)
        try Data("two".utf8).write(to: file)
        #expect(files.refusal(of: file, called: "n.md") == .changed("n.md"))
        #expect(files.refusal(of: file, called: "n.md")?.description.contains("`:save! n.md`") == true)
        files.know(Data("two".utf8), at: file)
        #expect(files.refusal(of: file, called: "n.md") == nil)
    }
}
