import Foundation
import Notebook
import Testing

@testable import Assignments

/// Nothing that students are not to see is in any file that they get.
@Suite struct SecretSearchTests {
    private func small() throws -> NotebookDocument {
        try NotebookDocument.read(path: ReleaseWriterTests.folder.appending(path: "small/source/small.md").path)
    }

    private let expectations = ReleaseExpectations(observed: ["mean-given": .double(0.5), "mean-drawn": .double(0.25)])

    private func release(_ document: NotebookDocument, beside files: [String: String]) throws -> [String] {
        let given = files.map { ReleaseFiles.File(path: $0.key, bytes: Array($0.value.utf8)) }
        return try ReleaseFiles(document, named: "small.md", expecting: expectations, given: given, prefix: "release/").files.map(\.path)
    }

    @Test func findsNothing() throws {
        #expect(try release(small(), beside: ["b.csv": "forest,river\n", "a/c.bin": "\u{0}mean(pixels)\u{0}"]) == ["small.md", "a/c.bin", "b.csv"])
    }

    @Test(arguments: [
        ("    return total / Double(values.count)\n", 24, "of the solution of `mean`"),
        ("\u{0}\u{1}let total = values.reduce(0, +)\u{2}", 23, "of the solution of `mean`"),
        ("  - 2 points: names an outlier's pull on the mean", 102, "of the answer `discussion`"),
        ("Somebody names the median as a remedy.", 99, "of the rubric of `discussion`"),
        ("Someone writes that A single **cloudy** pixel pulls the mean far away; the median hardly moves.", 105, "of the answer `discussion`"),
        ("var hiddenDice = SeededGenerator(seed: checkSeed &+ 17)", 45, "of the hidden check `mean-hidden`"),
        ("Where two are seen equally often, take the first by name.", 73, "of the hidden check `most-common-hidden`"),
    ])
    func finds(_ text: String, _ line: Int, _ what: String) throws {
        let fault = try #require(throws: ReleaseFault.self) { try release(small(), beside: ["notes.txt": "First.\n" + text]) }
        let found = try #require(fault.diagnostics.first)
        #expect(fault.diagnostics.count == 1)
        #expect(found.message == "this is part \(what), and it would stand in the students' release/notes.txt too; move that file into the folder source/private")
        #expect(found.position?.line == line)
    }

    /// What stands in public anyway is no secret; a line in a stub was put there by the teacher.
    @Test func publicText() throws {
        let text = "---\nassignment: a\n---\nUse values.reduce(0, +) here.\n```swift\n//| id: a\n// BEGIN SOLUTION\n// STUB: let total = todo()\nvalues.reduce(0, +)\nlet total = todo()\n// END SOLUTION\n```\n"
        let secrets = Secrets(try NotebookDocument.parse(Array(text.utf8), path: "n.md"))
        #expect(secrets.texts.isEmpty)
        #expect(secrets.lines.map(\.text) == ["values.reduce(0, +)"])
    }

    /// A short line of a solution counts in the notebook itself.
    @Test func wholeLines() throws {
        let text = "---\nassignment: a\n---\n```swift\n//| id: a\n// BEGIN SOLUTION\nx * 2\n// END SOLUTION\n```\n"
        let search = SecretSearch(Secrets(try NotebookDocument.parse(Array(text.utf8), path: "n.md")))
        #expect(search.secret(inNotebook: Array("a\n  x*2\n".utf8))?.line == 7)
        #expect(search.secret(inNotebook: Array("a\nx * 2 + 1\n".utf8)) == nil)
        #expect(search.secret(in: Array("a\nx * 2\n".utf8)) == nil)
    }
}
