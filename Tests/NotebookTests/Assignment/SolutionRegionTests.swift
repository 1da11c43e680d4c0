import Notebook
import Testing

/// The parts of answer cells that students do not get.
@Suite struct SolutionRegionTests {
    private func cell(_ source: String) throws -> Cell {
        try #require(try NotebookDocument.parse(Array("```swift\n\(source)\n```\n".utf8), path: "n.md").cells.first)
    }

    @Test func regions() throws {
        let cell = try cell("func f() {\n    // BEGIN SOLUTION\n    // STUB: let a = 1\n    // STUB:\n      // STUB:   b()\n    return 1\n    // END SOLUTION\n}\n//BEGIN SOLUTION \n//END SOLUTION")
        #expect(cell.solutionRegions.map(\.lines) == [2...7, 9...10])
        #expect(cell.solutionRegions.map(\.solution) == [["    return 1"], []])
        #expect(cell.solutionRegions.map(\.stub) == [["    let a = 1", "", "        b()"], ["// Your code here.", "todo()"]])
        #expect(cell.isAnswer)
    }

    @Test func answers() throws {
        #expect(try !cell("let a = 1 // the solution").isAnswer)
        #expect(try cell("//| answer: true\nlet a = 1").isAnswer)
        #expect(try cell("// BEGIN SOLUTION\n// END SOLUTION").solutionRegions.first?.stub == ["// Your code here.", "todo()"])
    }

    static let mistakes = [
        ("// BEGIN SOLUTION\n1", "2:1: error: this solution has no end; put a line `// END SOLUTION` below it"),
        ("1\n// END SOLUTION", "3:1: error: no solution begins above this `// END SOLUTION`; begin it with a line `// BEGIN SOLUTION`"),
        (
            "// BEGIN SOLUTION\n// BEGIN SOLUTION\n// END SOLUTION",
            "3:1: error: a solution begins here inside of another one; close that one first by a line `// END SOLUTION`"
        ),
        (
            "// STUB: 1",
            "2:1: error: a `// STUB:` line gives what a release has in place of a solution; put it between `// BEGIN SOLUTION` and `// END SOLUTION`"
        ),
        ("let a = 1 // BEGIN SOLUTION", "2:1: error: a solution's mark is a line that is just `// BEGIN SOLUTION` or `// END SOLUTION`"),
        ("// begin solution", "2:1: error: a solution's mark is a line that is just `// BEGIN SOLUTION` or `// END SOLUTION`"),
        ("// END SOLUTION.", "2:1: error: a solution's mark is a line that is just `// BEGIN SOLUTION` or `// END SOLUTION`"),
        ("//| judge: true\n// BEGIN SOLUTION\n// END SOLUTION", "3:1: error: a cell of the judge's holds no solution: students do not write it; put the solution into a cell above"),
    ]

    @Test(arguments: mistakes)
    func mistake(_ source: String, _ message: String) throws {
        let error = try #require(throws: NotebookError.self) { try cell(source) }
        #expect(error.description == "n.md:" + message)
    }
}
