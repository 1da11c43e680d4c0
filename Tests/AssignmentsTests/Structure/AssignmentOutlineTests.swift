@testable import Assignments
import Notebook
import Testing

@Suite struct AssignmentOutlineTests {
    @Test func questions() throws {
        let text = """
            ```swift
            //| id: early
            //| check: {points: 1, equal: 1}
            1
            ```

            ```swift
            //| id: a
            // BEGIN SOLUTION
            let x = 1
            // END SOLUTION
            ```

            ```swift
            //| id: a-public
            //| check: {points: 2, equal: 1}
            x
            ```

            ```swift
            //| id: a-hidden
            //| check: {points: 3.5, equal: 1, hidden: true}
            x
            ```

            <!-- answer: words
            points: 4
            rubric: [all]
            -->
            w
            <!-- end answer -->

            ```swift
            //| id: words-check
            //| check: {points: 0.5, equal: 1}
            x
            ```

            ```swift
            //| id: b
            // BEGIN SOLUTION
            let y = 1
            // END SOLUTION
            ```

            """
        let outline = AssignmentOutline(try NotebookDocument.parse(Array(text.utf8), path: "a.md"))
        #expect(outline.checks.map(\.question) == [nil, "a", "a", "words"])
        #expect(
            outline.questions == [
                .init(id: "early", publicPoints: 1), .init(id: "a", publicPoints: 2, hiddenPoints: 3.5), .init(id: "words", publicPoints: 0.5, textPoints: 4),
                .init(id: "b"),
            ])
        #expect((outline.publicPoints, outline.hiddenPoints, outline.textPoints, outline.total) == (3.5, 3.5, 4, 11))
        #expect(outline.answers.map(\.id) == ["a", "b"])
    }
}
