import Foundation
import Notebook
import Testing

@testable import Benchmarks

/// The class whose grading is measured.
@Suite struct SmallClassTests {
    private static let small = SmallClass(students: 24)

    @Test func `the teacher's notebook has five answers and five checks, of which two are hidden`() throws {
        let notebook = try NotebookDocument.parse(Array(Self.small.teacher.utf8), path: "small.md")
        #expect(notebook.frontMatter.assignment == SmallClass.name)
        #expect(notebook.cells.count { $0.isAnswer } == 5)
        #expect(notebook.cells.compactMap(\.options.check).map(\.isHidden).sorted { !$0 && $1 } == [false, false, false, true, true])
    }

    @Test func `what is handed in is whole, and nobody's is another's`() throws {
        let texts = (0..<Self.small.students).map(Self.small.submission)
        #expect(Set(texts).count == texts.count)
        for text in texts {
            let notebook = try NotebookDocument.parse(Array(text.utf8), path: "small.md")
            #expect(notebook.cells.count == 8 && !text.contains("hidden") && !text.contains("NAME") && !text.contains("SOLUTION"))
        }
        #expect(texts == (0..<Self.small.students).map(SmallClass(students: 100).submission))
    }

    @Test func `in Python it is the same exercise`() throws {
        let cells = Self.small.python(3)
        #expect(cells.count == 10 && cells.count { $0.isTest } == 5)
        let notebook = try #require(try JSONSerialization.jsonObject(with: NbgraderNotebook(cells: cells).data) as? [String: Any])
        let marks = try #require(notebook["cells"] as? [[String: Any]]).compactMap { ($0["metadata"] as? [String: Any])?["nbgrader"] as? [String: Any] }
        #expect(marks.count == 10)
        #expect(marks.count { $0["grade"] as? Bool == true && $0["points"] as? Int == 2 && $0["locked"] as? Bool == true } == 5)
        #expect(marks.count { $0["solution"] as? Bool == true && $0["points"] == nil } == 5)
    }

    @Test func `a process may have any name`() {
        let rest = " S 7 3 3 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 99 1000 321 18446744073709551615"
        #expect(ProcessTree.Stat("12 (a ) (b)" + rest)?.name == "a ) (b")
        #expect(ProcessTree.Stat("12 (cell)" + rest)?.parent == 7)
        #expect(ProcessTree.Stat("12 (cell)" + rest)?.pages == 321)
        #expect(ProcessTree.Stat("12 (cell) S 7") == nil && ProcessTree.Stat("") == nil)
    }
}
