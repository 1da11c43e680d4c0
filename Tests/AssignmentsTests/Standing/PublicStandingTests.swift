@testable import Assignments
import Notebook
import Testing

/// How far a notebook has come, by the checks that carry what they expect.
@Suite struct PublicStandingTests {
    private func standing(
        _ check: String, above: String = "", outcome: ExecutedCell.Outcome = .finished, outputs: [Output] = [], observed: ObservedValue? = .int(3)
    ) throws -> PublicStanding {
        let document = try NotebookDocument.parse(Array("\(above)```swift\n//| id: c\n//| check: \(check)\n1\n```\n".utf8), path: "a.md")
        let cells = document.cells.map { $0.id == "c" ? ExecutedCell(cell: $0, outcome: outcome, outputs: outputs) : ExecutedCell(cell: $0, outcome: .finished) }
        return PublicStanding(ExecutedNotebook(document: document, cells: cells, startedAt: 0, duration: 0, provenance: [])) { $0.cell.id == "c" ? observed : nil }
    }

    private static let solution = "```swift\n// BEGIN SOLUTION\nlet x = 1\n// END SOLUTION\n```\n\n"

    @Test(arguments: [
        ("{points: 2, equal: 3}", PublicStanding.State.passed, 2.0, 2.0, 0.0),
        ("{points: 2, equal: 4}", .failed("expected 4, observed 3"), 0, 2, 0),
        ("{points: 2, at-least: 4}", .failed("expected a number of at least 4, observed 3"), 0, 2, 0),
        ("{points: 2, equal: reference}", .undecided("observed 3; decided when the work is graded"), 0, 0, 2),
    ])
    func decided(_ check: String, _ state: PublicStanding.State, _ earned: Double, _ decidable: Double, _ undecided: Double) throws {
        let standing = try standing(check)
        #expect(standing.checks.map(\.state) == [state])
        #expect((standing.earned, standing.decidable, standing.undecided) == (earned, decidable, undecided))
        #expect(!standing.isSource)
    }

    @Test func teachersOwn() throws {
        let standing = try standing("{points: 2, equal: reference}", above: Self.solution)
        #expect(standing.isSource)
        #expect(standing.checks.map(\.state) == [.undecided("observed 3; this is what the release will expect")])
    }

    @Test(arguments: [
        (ExecutedCell.Outcome.skipped(reason: "it needs 'x', which cell-1 did not finish"), "not run: it needs 'x', which cell-1 did not finish"),
        (.failed, "the check did not come to its end"), (.notEvaluated, "not run"), (.finished, "nothing was observed"),
    ])
    func notReached(_ outcome: ExecutedCell.Outcome, _ reason: String) throws {
        // A value that a cell brought before it failed counts for nothing.
        let standing = try standing("{points: 2, equal: 3}", outcome: outcome, observed: outcome == .finished ? nil : .int(3))
        #expect(standing.checks.map(\.state) == [.notReached(reason)])
        #expect((standing.earned, standing.decidable) == (0, 2))
    }

    @Test func notDoneYet() throws {
        let failure = Output.error(CellFailure(name: "Failure", reason: "not done yet: a rate"))
        #expect(try standing("{points: 2, equal: 3}", outcome: .failed, outputs: [failure]).checks.map(\.state) == [.notReached("not done yet")])
    }
}
