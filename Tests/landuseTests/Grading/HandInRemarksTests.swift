import Foundation
import Grading
import TestFolders
import Testing

@testable import landuse

/// What a teacher hears of a folder of submissions.
struct HandInRemarksTests {
    @Test func nothingIsPassedOverInSilence() throws {
        let folder = try TemporaryFolder()
        for name in ["bob.md", "bob.zip", "ivy.html", "no\u{1B}tes.txt"] { try Data("x".utf8).write(to: folder.url.appending(path: name)) }
        let submitted = try SubmittedFolder(path: folder.url.path, notebook: "a.md", assignment: "a")
        let lines = HandInRemarks.lines(try submitted.entries(), notLookedAt: try submitted.otherFiles())
        #expect(lines.count == 2)
        #expect(lines.first?.hasPrefix("bob.zip is graded beside other work under the same name") == true)
        #expect(lines.last?.contains("ivy.html, ") == true && lines.allSatisfy { !$0.contains("\u{1B}") }, "\(lines)")
    }

    @Test func manyFilesAreCounted() {
        #expect(HandInRemarks.lines([], notLookedAt: (1...7).map { "\($0).pdf" }) == ["not looked at, for it is no notebook, folder or ZIP archive: 1.pdf, 2.pdf, 3.pdf, 4.pdf, 5.pdf and 2 more"])
        #expect(HandInRemarks.lines([], notLookedAt: []).isEmpty)
    }
}
