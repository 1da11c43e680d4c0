import Foundation
import Notebook
import Testing

@testable import Assignments

/// What is drawn by a cell that does not run again.
@Suite struct EarlyDrawsTests {
    /// The places, as `line:column` in the cell's own file, and the message's beginning.
    private func found(_ cells: String...) throws -> [String] {
        let text = cells.map { "```swift\n\($0)\n```\n" }.joined()
        return EarlyDraws.findings(try NotebookDocument.parse(Array(text.utf8), path: "t.md")).map { finding in
            "\(finding.position?.line ?? 0):\(finding.position?.column ?? 0) " + (finding.message.components(separatedBy: " when the cell").first ?? "")
        }
    }

    @Test(arguments: [
        ("let pixels = drawn(checkSeed)", "2:20 `checkSeed` is read"), ("print(\"\\(checkInputs)/a.png\")", "2:10 `checkInputs` is read"), ("var x = 1; x = Int(`checkSeed`)", "2:20 `checkSeed` is read"),
        ("enum Given { static let all = checkSeed }", "2:31 `checkSeed` is read"), ("let draw = { checkSeed }", "2:14 `checkSeed` is read"),
        ("//| id: a\n//| caption: x\n\nlet a = NotebookDisplay.checkSeed", "5:25 `checkSeed` is read"),
        ("let a = 1 // checkSeed", nil), ("print(\"checkSeed\")", nil), ("let a = f(checkSeed: 1)", nil), ("func f() -> UInt64 { checkSeed }", nil),
        ("var now: UInt64 { checkSeed }", nil), ("struct S { init() { print(checkSeed) }; subscript(i: Int) -> UInt64 { checkSeed } }", nil),
        ("//| check: {points: 1, equal: reference}\nchecked(checkSeed)", nil), ("//| judge: true\nlet a = checkSeed", nil), ("//| eval: false\nlet a = checkSeed", nil),
    ] as [(String, String?)])
    func oneCell(_ cell: String, _ finding: String?) throws {
        #expect(try found(cell) == (finding.map { [$0] } ?? []))
    }

    /// What reads it when it is called counts where it is called.
    @Test func byWayOfFunctions() throws {
        #expect(try found("func f() -> UInt64 { checkSeed }", "func g() -> UInt64 { f() + 1 }", "let a = g()") == ["8:9 `g`, which reads `checkSeed`, is used"])
        #expect(try found("var folder: String { checkInputs }", "let a = folder") == ["5:9 `folder`, which reads `checkInputs`, is used"])
        #expect(try found("struct Dice { func roll() -> UInt64 { checkSeed } }", "let a = Dice().roll()", "let b = other.Dice()") == ["5:9 `Dice`, which reads `checkSeed`, is used"])
        #expect(try found("func f() -> UInt64 { checkSeed }", "//| check: {points: 1, equal: reference}\nf()", "func g() { print(f()) }") == [])
        // What an extension adds counts by itself: the type may be one that everybody uses.
        #expect(try found("extension [Int] { func roll() -> UInt64 { checkSeed } }", "let a = [Int]()\nlet b = a.roll()") == ["6:11 `.roll`, which reads `checkSeed`, is used"])
        #expect(try found("extension Dice { var now: UInt64 { checkSeed }; func roll() -> UInt64 { now } }", "let a = Dice()\nlet b = a.roll()") == ["6:11 `.roll`, which reads `checkSeed`, is used"])
        #expect(try found("extension Dice { init() { print(checkSeed) } }", "let a = Dice()") == ["5:9 `Dice`, which reads `checkSeed`, is used"])
        #expect(try found("actor Dice { func roll() -> UInt64 { checkSeed } }", "let a = Dice()") == ["5:9 `Dice`, which reads `checkSeed`, is used"])
        // So does what each value begins with, when one is made; what a type has is nobody's own.
        #expect(try found("struct Dice { var first = checkSeed }", "let a = Dice()") == ["5:9 `Dice`, which reads `checkSeed`, is used"])
        #expect(try found("struct Dice { var first = checkSeed }", "//| check: {points: 1, equal: reference}\nDice().first") == [])
        // A parameter of the name is another thing.
        #expect(try found("func f(checkSeed: UInt64) -> UInt64 { checkSeed }", "let a = f(checkSeed: 3)") == [])
        #expect(try found("func f(_ checkSeed: UInt64) -> UInt64 { checkSeed }", "let a = f(3)") == [])
    }

    @Test func bothCommandsSayIt() throws {
        let text = """
            ---
            assignment: t
            ---
            ```swift
            //| id: given
            let pixels = [Double(checkSeed % 7)]
            ```
            ```swift
            //| id: mean
            // BEGIN SOLUTION
            func mean(_ values: [Double]) -> Double { values[0] }
            // END SOLUTION
            ```
            ```swift
            //| id: c
            //| check: {points: 1, equal: 3}
            mean(pixels)
            ```

            """
        let document = try NotebookDocument.parse(Array(text.utf8), path: "t.md")
        let message = "t.md:6:22: error: `checkSeed` is read when the cell `given` runs, and that cell does not run again with what the judge draws: an answer by heart would pass; draw inside the check, or in a function that it calls"
        #expect(OutlineFindings.findings(document).map(\.description) == [message])
        let fault = #expect(throws: ReleaseFault.self) { try ReleaseWriter.release(document, expecting: ReleaseExpectations()) }
        #expect(fault?.description == message)
    }

    /// The course's own are clean.
    @Test(arguments: ["1-basic-cnn", "2-data-augmentation", "3-transfer-learning"])
    func theCourse(_ name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Assignments/\(name)/source").standardizedFileURL
        let document = try NotebookDocument.read(path: folder.appending(path: "\(name).md").path)
        #expect(document.cells.contains { InputsUse.readsDrawn($0.code) })
        #expect(EarlyDraws.findings(document).map(\.description) == [])
    }
}
