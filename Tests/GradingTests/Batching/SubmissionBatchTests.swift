import Notebook
import Testing

@testable import Grading

/// Which submissions may be compiled together, and what is compiled then.
@Suite struct SubmissionBatchTests {
    private static func document(_ cells: [String]) throws -> NotebookDocument {
        let text = "---\nassignment: t\n---\n\n" + cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
        return try NotebookDocument.parse(Array(text.utf8), path: "t.md")
    }

    private static func batch(_ cells: [String], students: Set<String> = ["a", "b"]) throws -> SubmissionBatch? {
        SubmissionBatch(try document(cells), hidden: ["h"], answers: ["a", "b"], students: students)
    }

    private static let given = "let data = [1, 2]", a = "//| id: a\nfunc f(_ x: Int) -> Int {\n    x + 1\n}", b = "//| id: b\nlet n = f(3)"
    private static let shown = "//| id: s\n//| check: {points: 1, equal: 2}\nvar dice = 4\ndice += 1\nf(\n    n) // that is all"
    private static let hidden = "//| id: h\n//| check: {points: 1, equal: 2, hidden: true}\nf(data[0])"

    @Test func answersAndChecksAreOneCellEach() throws {
        let batch = try #require(try Self.batch([Self.given, Self.a, Self.shown, Self.b, Self.hidden].moving(2, to: 3)))
        #expect(batch.given.map(\.id) == ["cell-1"])
        #expect(batch.answers.cell.code == "\nfunc f(_ x: Int) -> Int {\n    x + 1\n}\n\nlet n = f(3)\n")
        let checks = try #require(batch.publicChecks)
        #expect(checks.cell.code == """
            switch NotebookKernel.CellRuntime.part {
            case 0:


            var dice = 4
            dice += 1
            NotebookKernel.CellRuntime.observe(
            f(
                n) // that is all
            )
            default: break
            }

            """)
        #expect(batch.hiddenChecks?.parts.map(\.id) == ["h"])
        #expect(batch.namesInChecks == ["dice"])

        // A place in what is put together is one in the file.
        let line = try #require(batch.answers.cell.code.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("let n") }) + 1
        let position = batch.answers.cell.position(line: line, column: 5)
        #expect(position == batch.answers.parts[1].position(line: 2, column: 5))
        #expect(batch.answers.owner(ofLine: position.line)?.id == "b")
        #expect(checks.cell.position(line: 1, column: 1).line == 0 && checks.owner(ofLine: 0) == nil)
    }

    @Test(arguments: [
        ("a name twice", [a, "//| id: b\nlet f = 3", shown, hidden]),
        ("a name before its declaration", [b, a, shown, hidden]),
        ("an extension", [a, "//| id: b\nextension Int { var n: Int { 2 } }\nlet n = 3", shown, hidden]),
        ("an operator", [a, "//| id: b\nfunc + (a: Int, b: Int) -> Int { 0 }\nlet n = 3", shown, hidden]),
        ("an import", [a, "//| id: b\nimport Glibc\nlet n = 3", shown, hidden]),
        ("a macro", [a, "//| id: b\nlet n = #line", shown, hidden]),
        ("an attribute", [a, "//| id: b\n@available(*, deprecated) func g() {}\nlet n = 3", shown, hidden]),
        ("a statement in an answer", [a, "//| id: b\nlet n = 3\nprint(n)", shown, hidden]),
        ("a variable without a value", [a, "//| id: b\nlet n: Int", shown, hidden]),
        ("an answer that does not parse", [a, "//| id: b\nlet n = (", shown, hidden]),
        ("a check on one line with more", [a, b, "//| id: s\n//| check: {points: 1, equal: 2}\nlet x = 1; f(x)", hidden]),
        ("a check's type", [a, b, "//| id: s\n//| check: {points: 1, equal: 2}\nstruct S {}\nf(n)", hidden]),
        ("a check that others use", [a, b, shown, "//| id: h\n//| check: {points: 1, equal: 2, hidden: true}\nf(dice)"]),
        ("a given cell that needs an answer", [a, b, "let more = f(1)", shown, hidden]),
        ("an import in between", [a, b, "import Glibc", shown, hidden]),
        ("too little to be worth it", [a, shown]),
    ]) func whatIsUnusualIsLeftAlone(_ what: String, _ cells: [String]) throws {
        #expect(try Self.batch(cells) == nil, "\(what)")
        #expect(try Self.batch([Self.a, Self.b, Self.shown, Self.hidden]) != nil)
    }

    @Test func cellsThatStudentsHaveAddedAreLeftAlone() throws {
        #expect(try Self.batch([Self.given, Self.a, Self.b, Self.shown], students: ["a", "b", "cell-1"]) == nil)
        #expect(try Self.batch([Self.given, Self.a, Self.b, Self.shown]) != nil)
    }
}

extension Array {
    fileprivate func moving(_ from: Int, to: Int) -> Array {
        var moved = self
        moved.insert(moved.remove(at: from), at: to)
        return moved
    }
}
