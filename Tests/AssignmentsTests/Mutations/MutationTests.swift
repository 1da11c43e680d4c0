@testable import Assignments
import Notebook
import Testing

/// What is changed in solutions, and where.
@Suite struct MutationTests {
    private func cell(_ code: String) throws -> Cell {
        let text = "# T\n\n```swift\n//| id: a\nlet outside = 1 + 2\n// BEGIN SOLUTION\n\(code)\n// END SOLUTION\nlet below = 3 < 4\n```\n"
        return try #require(try NotebookDocument.parse(Array(text.utf8), path: "a.md").cells.first)
    }

    @Test(arguments: [
        ("let a = 3", ["`3` becomes `4`"]), ("let a = 1_000", ["`1_000` becomes `1001`"]), ("let a = 0.5", ["`0.5` becomes `1.0`"]), ("let a = 0.0", ["`0.0` becomes `1.0`"]),
        ("let a = true", ["`true` becomes `false`"]), ("let a = \"x\"", ["`\"x\"` becomes `\"\"`"]), ("let a = \"\"", ["`\"\"` becomes `\"x\"`"]),
        ("let a = b < c", ["`<` becomes `<=`", "`<` becomes `>`"]), ("let a = b + c", ["`+` becomes `-`"]), ("let a = b && c", ["`&&` becomes `||`"]), ("let a = !b", ["`!b` becomes `b`"]),
        ("let a = b ..< c", ["`..<` becomes `...`"]), ("let a = b.max()", ["`max` becomes `min`"]),
        ("b.append(c)", ["`b.append(c)` is left out"]), ("try f()", ["`try f()` is left out"]), ("a.b = c", ["`a.b = c` is left out"]), ("a += b", ["`a += b` is left out", "`+=` becomes `-=`"]),
        ("a == b", ["`==` becomes `!=`"]),
        ("if a { b() }", ["`a` becomes `!(a)`", "`b()` is left out"]), ("guard let a else { return }", []),
        ("func f() -> Double { return a }", ["`a` becomes `0`"]), ("func f() -> [Int] { a }", ["`a` becomes `[]`"]), ("func f() -> Int? { a }", ["`a` becomes `nil`"]),
        ("func f() -> Int { a.map { return b } }", ["`a.map { return b }` becomes `0`", "`a.map { return b }` is left out"]), ("func f() -> T { a }", []), ("func f() { }", []),
        ("let a = \"\"\"\n    x\n    \"\"\"", []), ("let a = b", []), ("", []), ("let = = (", []),
    ])
    func changes(_ code: String, _ words: [String]) throws {
        #expect(Set(MutationPlan.mutations(of: try cell(code)).map(\.words)) == Set(words))
    }

    /// What stands around a solution is the teacher's to give, and stays.
    @Test func onlyInsideSolutions() throws {
        let cell = try cell("let a = é + 5")
        let mutations = MutationPlan.mutations(of: cell)
        #expect(mutations.map(\.words) == ["`+` becomes `-`", "`5` becomes `6`"])
        #expect(mutations.map(\.position) == [SourcePosition(line: 7, column: 11), SourcePosition(line: 7, column: 13)])
        #expect(mutations.map(\.source) == ["let a = é - 5", "let a = é + 6"].map { cell.source.replacing("let a = é + 5", with: $0) })
        let plain = try NotebookDocument.parse(Array("```swift\nlet a = 1 + 2\n```\n".utf8), path: "a.md")
        #expect(MutationPlan.mutations(of: plain).isEmpty)
    }

    @Test(arguments: [(0, []), (1, [0]), (2, [0, 1]), (3, [0, 2, 1]), (8, [0, 4, 2, 6, 1, 5, 3, 7]), (5, [0, 4, 2, 1, 3])])
    func spread(_ count: Int, _ order: [Int]) {
        #expect(MutationPlan.spread(Array(0..<count)) == order)
    }

    /// The first few come from every answer.
    @Test func answersTakeTurns() throws {
        let cells = ["a", "b"].map { "```swift\n//| id: \($0)\n// BEGIN SOLUTION\nlet \($0) = 1 + 2 + 3\n// END SOLUTION\n```\n" }
        let document = try NotebookDocument.parse(Array(cells.joined(separator: "\n").utf8), path: "a.md")
        let mutations = MutationPlan.mutations(of: document)
        #expect(mutations.count == 10)
        #expect(mutations.prefix(4).map(\.cell) == ["a", "b", "a", "b"])
        #expect(Set(mutations.map { $0.cell + $0.source }).count == 10)
    }
}
