import Notebook
import Testing

/// Prose that students write.
@Suite struct TextAnswerTests {
    private func parse(_ text: String) throws -> NotebookDocument { try NotebookDocument.parse(Array(text.utf8), path: "n.md") }

    @Test func answer() throws {
        let document = try parse(
            """
            Before

            <!-- answer: discussion
            points: 4
            rubric:
              - 2 points: names both costs
              - "draws: a conclusion"
            -->
            Some *words*
            <!-- end answer -->
            After
            <!-- answer: more
                 points: 0.5 -->
            <!-- end answer -->
            """)
        let answers = document.textAnswers
        #expect(answers.map(\.id) == ["discussion", "more"])
        #expect(answers.map(\.points) == [4, 0.5])
        #expect(answers.map(\.rubric) == [["2 points: names both costs", "draws: a conclusion"], []])
        #expect(answers.map(\.markdown) == ["Some *words*\n", ""])
        #expect(answers.map(\.lines) == [3...10, 12...14])
        #expect(answers.map { MarkdownDump.text($0.prose.blocks) } == ["paragraph\n  text \"Some \"\n  emphasis\n    text \"words\"\n", ""])
        #expect(document.blocks.map(kind) == ["prose", "answer", "prose", "answer"])
    }

    private func kind(_ block: NotebookBlock) -> String {
        switch block {
        case .prose: "prose"
        case .cell: "cell"
        case .textAnswer: "answer"
        }
    }

    /// No cell comes out of what a student writes there.
    @Test func fencesAreListings() throws {
        let document = try parse("<!-- answer: a\npoints: 1\n-->\n```swift\nexit(0)\n```\n\n- b\n\n  ```swift\n  exit(0)\n  ```\n<!-- end answer -->\n```swift\n1\n```\n")
        #expect(document.cells.map(\.source) == ["1\n"])
        #expect(document.textAnswers.map(\.lines) == [1...13])
    }

    static let mistakes: [(String, [String])] = [
        ("<!-- answer: a\npoints: 1\n-->\nb\n", ["1:1: error: this answer has no end; put a line `<!-- end answer -->` below it"]),
        (
            "<!-- answer: a\npoints: 1\n-->\nb\n\n<!-- answer: c\npoints: 1\n-->\n<!-- end answer -->\n",
            ["1:1: error: this answer has no end; put a line `<!-- end answer -->` below it"]
        ),
        ("b\n<!-- end answer -->\n", ["2:1: error: no answer begins above this comment; begin it with `<!-- answer: name`, its points and `-->`"]),
        ("<!-- answer: a -->\n<!-- end answer -->\n", ["1:14: error: an answer is worth `points`; put in a line `points: 4`"]),
        ("<!-- answer: 3a\npoints: 1 -->\n<!-- end answer -->\n", [
            "1:14: error: an answer's name must begin with a letter and go on with letters, digits, `_` or `-`, not `3a`"
        ]),
        ("<!-- answer: a\n  points: x\n  rubrik: y\n-->\n<!-- end answer -->\n", [
            "2:11: error: answer option `points` must be a number greater than 0, not `x`",
            "3:3: error: unknown answer option `rubrik`; did you mean `rubric`?",
        ]),
        ("<!-- answer: a\npoints: 1\n--> b\n<!-- end answer --> c\n", [
            "3:1: error: the comment that begins an answer has nothing behind it on its line; begin a new one",
            "4:1: error: the comment that ends an answer has nothing behind it on its line; begin a new one",
        ]),
        ("> <!-- answer: a\n> points: 1 -->\n", [
            "1:1: error: an answer's comments stand by themselves, not in a list or a quote; put them at the beginning of their lines"
        ]),
        ("```swift\n//| id: a\n```\n<!-- answer: a\npoints: 1 -->\n<!-- end answer -->\n<!-- answer: b\npoints: 1 -->\n<!-- end answer -->\n<!-- answer: b\npoints: 1 -->\n<!-- end answer -->\n", [
            "4:14: error: the name `a` is already that of the cell on line 2; give each answer its own",
            "10:14: error: the name `b` is already that of the answer on line 7; give each answer its own",
        ]),
    ]

    @Test(arguments: mistakes)
    func mistake(_ text: String, _ messages: [String]) throws {
        let error = try #require(throws: NotebookError.self) { try parse(text) }
        #expect(error.diagnostics.map(\.description) == messages.map { "n.md:" + $0 })
    }

    /// What can be read of a file with mistakes.
    @Test func mistakesAndAll() throws {
        let text = "<!-- answer: a\npoints: 1\n-->\nb\n\n```swift\n//| id: c\n1\n```\n\n```swift\n//| id: c\n2\n```\n"
        let (document, mistakes) = try NotebookDocument.read(Array(text.utf8), path: "n.md")
        #expect(mistakes.count == 2)
        #expect(document.cells.map(\.source) == ["//| id: c\n1\n", "//| id: c\n2\n"])
        #expect(document.textAnswers.map(\.markdown) == ["b\n\n"])
    }

    @Test func otherComments() throws {
        #expect(try parse("<!-- answer me -->\n<!-- end of answer -->\n").textAnswers.isEmpty)
        #expect(Markdown.parse("<!-- answer: a -->\n") == [.html("<!-- answer: a -->\n")])
    }
}
