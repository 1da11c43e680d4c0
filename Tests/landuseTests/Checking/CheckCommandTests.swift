import Foundation
import TestFolders
import Testing
@testable import landuse

/// `landuse check` over many notebooks.
@Suite(.serialized) struct CheckCommandTests {
    private func folder(_ files: [String: String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for (name, text) in files { try Data(text.utf8).write(to: folder.url.appending(path: name)) }
        return folder
    }

    @Test func `one bad file does not end the check of the others, and the highest code counts`() async throws {
        let folder = try folder([
            "broken.md": "```swift\nlet a: Int = \"1\"\n```\n", "bad.md": "---\ntitel: x\n---\n```swift\n1\n```\n", "fine.md": "```swift\nprint(1)\n```\n",
        ])
        let run = try await Program.run(["check", "none.md", "bad.md", "broken.md", "fine.md"], in: folder.url)
        #expect(run.exitCode == 66)
        let places = ["none.md: error:", "bad.md:2:1: error:", "broken.md:2:14: error:"].map { run.errors.firstRange(of: $0)?.lowerBound }
        #expect(places.allSatisfy { $0 != nil }, "\(run.errors)")
        // In the order of the command line, whichever was done first.
        #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
        #expect(try await Program.run(["check", "bad.md", "fine.md"], in: folder.url).exitCode == 1)
        #expect(try await Program.run(["check", "fine.md"], in: folder.url).exitCode == 0)
        #expect(try await Program.run(["check", "."], in: folder.url).errors.contains("landuse: 3 notebooks, 2 cells: 2 errors in 2 notebooks\n"))
    }

    @Test func `what was checked is said where there is a person, or more than one notebook`() async throws {
        let folder = try folder(["a.md": "```swift\nprint(1)\n```\n\n```swift\nprint(2)\n```\n", "b.md": "```swift\nprint(1)\n```\n"])
        let several = try await Program.run(["check", "."], in: folder.url)
        #expect(several.errors.hasSuffix("landuse: 2 notebooks, 3 cells: no errors\n"), "\(several.errors)")
        #expect(several.output.isEmpty)
        #expect(!(try await Program.run(["check", "a.md"], in: folder.url).errors.contains("1 notebook")))
        let terminal = try PseudoTerminal(["check", "a.md"], in: folder.url)
        try await terminal.expect("1 notebook, 2 cells: no errors", within: 300)
    }

    @Test func `a folder without notebooks is no input`() async throws {
        let folder = try folder(["a.txt": ""])
        let run = try await Program.run(["check", "."], in: folder.url)
        #expect(run.exitCode == 66)
        #expect(run.errors.contains("there is no notebook here"))
    }

    @Test func `JSON has every key, and only JSON goes to standard output`() async throws {
        let folder = try folder(["n.md": "```swift\nprint(a)\n```\n\n```swift\n//| id: late\nlet a = 1\n```\n"])
        let run = try await Program.run(["check", "--json", "n.md", "none.md"], in: folder.url)
        #expect(run.exitCode == 66)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(document["version"] as? Int == 1)
        let notebooks = try #require(document["notebooks"] as? [[String: Any]])
        #expect(notebooks.map { $0["outcome"] as? String } == ["errors", "unreadable"])
        for notebook in notebooks { #expect(Set(notebook.keys) == ["path", "outcome", "fault", "errors", "warnings", "diagnostics", "cells"]) }
        let diagnostics = try #require(notebooks[0]["diagnostics"] as? [[String: Any]])
        for diagnostic in diagnostics { #expect(Set(diagnostic.keys) == ["path", "line", "column", "severity", "message", "cell"]) }
        #expect(diagnostics[0]["line"] as? Int == 2)
        #expect(diagnostics[0]["column"] as? Int == 7)
        #expect(diagnostics[0]["cell"] as? String == "cell-1")
        let cells = try #require(notebooks[0]["cells"] as? [[String: Any]])
        for cell in cells { #expect(Set(cell.keys) == ["cell", "line", "declares", "needs", "needsLater", "unused", "cached", "compiledBecause"]) }
        let later = try #require(cells[0]["needsLater"] as? [[String: Any]])
        #expect(later.map { $0["cell"] as? String } == ["late"])
        #expect(cells[1]["declares"] as? [String] == ["a"])
    }

    @Test func `unused cells are remarked on, but not in an assignment`() async throws {
        let text = "```swift\nlet a = 1\n```\n\n```swift\nprint(1)\n```\n"
        let folder = try folder(["n.md": text, "task.md": "---\nassignment: one\n---\n" + text])
        let run = try await Program.run(["check", "n.md"], in: folder.url)
        #expect(run.exitCode == 0)
        #expect(run.errors.contains("n.md:2:1: note: no other cell uses what this one declares ('a')"), "\(run.errors)")
        #expect(!(try await Program.run(["check", "task.md"], in: folder.url).errors.contains("note:")))
    }

    @Test func `among several notebooks, each explanation names its own`() async throws {
        let folder = try folder(["a.md": "```swift\n1\n```\n", "b.md": "```swift\n1\n```\n"])
        let run = try await Program.run(["check", "--explain-cache", "."], in: folder.url)
        #expect(run.errors.contains("landuse: a.md: cell-1: "), "\(run.errors)")
        #expect(run.errors.contains("landuse: b.md: cell-1: "), "\(run.errors)")
    }

    @Test func `the graph is shown as text`() async throws {
        let folder = try folder(["n.md": "```swift\nlet a = 1\n```\n\n```swift\n//| id: show\nprint(a)\n```\n\n```swift\n1\n```\n"])
        let run = try await Program.run(["check", "--graph", "n.md"], in: folder.url)
        #expect(run.output == "n.md\n  cell-1, line 2\n  show, line 7\n    ← cell-1: a\n  cell-3, line 11  (stands alone)\n")
    }
}
