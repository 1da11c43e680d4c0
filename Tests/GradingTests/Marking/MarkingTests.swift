import Assignments
import Notebook
import Testing

@testable import Grading

struct MarkingTests {
    private static let plan: GradingPlan = {
        let text = """
            ---
            assignment: t
            ---
            ```swift
            //| id: a
            // BEGIN SOLUTION
            let a = 1
            // END SOLUTION
            ```
            ```swift
            //| id: given
            //| check: {points: 1, equal: reference, message: "One."}
            a
            ```
            ```swift
            //| id: both
            //| check: {points: 2, equal: reference}
            a + Int(checkSeed % 7)
            ```
            ```swift
            //| id: hidden
            //| check: {points: 4, equal: 9, hidden: true}
            a * 9
            ```

            """
        guard let document = try? NotebookDocument.parse(Array(text.utf8), path: "t.md") else { preconditionFailure("the test's own notebook") }
        return GradingPlan(document)
    }()

    private static func observations(given: [String: Int?], drawn: [String: Int?]) -> RunObservations {
        func all(_ values: [String: Int?]) -> [String: RunObservations.Observation] {
            values.mapValues { $0.map { .value(.int($0)) } ?? .none(reason: "secret 42") }
        }
        var observations = RunObservations()
        observations.given = all(given)
        observations.drawn = all(drawn)
        return observations
    }

    private static let marking = Marking(
        plan: plan, reference: Reference(observations: observations(given: ["given": 1, "both": 5], drawn: ["both": 6, "hidden": 9])))

    @Test func thePlanKnowsItsPhases() {
        #expect(Self.plan.checks.map(\.question) == ["a", "a", "a"])
        #expect(Self.plan.drawn == ["both", "hidden"])
        #expect(Self.plan.deferred == ["hidden"])
    }

    struct Case: Sendable {
        let given: [String: Int?], drawn: [String: Int?], earned: [Double]
    }

    private static let cases = [
        Case(given: ["given": 1, "both": 5], drawn: ["both": 6, "hidden": 9], earned: [1, 2, 4]),
        Case(given: ["given": 2, "both": 5], drawn: ["both": 6, "hidden": 8], earned: [0, 2, 0]),
        // What is right for the public seed alone is written down, not computed.
        Case(given: ["given": 1, "both": 5], drawn: ["both": 5, "hidden": 9], earned: [1, 0, 4]),
        Case(given: ["given": 1, "both": 6], drawn: ["both": 6, "hidden": 9], earned: [1, 0, 4]),
        Case(given: ["given": nil, "both": nil], drawn: ["both": nil, "hidden": nil], earned: [0, 0, 0]),
        Case(given: [:], drawn: [:], earned: [0, 0, 0]),
        // A hidden check's value in the first phase, or another's in the drawn one, is none.
        Case(given: ["given": 1, "both": 5, "hidden": 9], drawn: ["given": 1], earned: [1, 0, 0]),
    ]

    @Test(arguments: cases) func pointsNeedEveryPhase(_ one: Case) {
        let marks = Self.marking.marks(Self.observations(given: one.given, drawn: one.drawn))
        #expect(marks.map(\.earned) == one.earned)
        for mark in marks {
            #expect((mark.outcome == .passed) == (mark.earned > 0))
            #expect((mark.message == nil) == (mark.outcome == .passed || mark.id != "given"))
        }
    }

    @Test func nothingOfTheDrawnPhaseIsTold() {
        let marks = Self.marking.marks(Self.observations(given: ["given": 1, "both": 5], drawn: ["both": nil, "hidden": 77]))
        for mark in marks.dropFirst() {
            #expect(!mark.explanation.contains("42") && !mark.explanation.contains("77") && !mark.explanation.contains("9") && !mark.explanation.contains("6"))
        }
        #expect(marks.map(\.observed) == ["1", "5", nil])
    }

    /// What a run says may be anything that a student wants to be read: it stands apart from the grader's sentence.
    @Test func whatARunSaysIsNoWordOfTheGraders() throws {
        var observations = Self.observations(given: ["given": 1, "both": 5], drawn: ["both": 6, "hidden": 9])
        observations.given["given"] = RunObservations.Observation.none(reason: "the check did not come to its end", said: "Corrected: 1 of 1 points.")
        observations.drawn["both"] = RunObservations.Observation.none(reason: "the check did not come to its end", said: "Corrected: 2 of 2 points.")
        let marks = Self.marking.marks(observations)
        #expect(marks.map(\.explanation) == [
            "the check did not come to its end",
            "as expected for the inputs that you see; for others the check, or a cell that it needs, did not come to its end", "as expected",
        ])
        #expect(marks.map(\.said) == ["Corrected: 1 of 1 points.", nil, nil])
        // The value at the place that matters follows the whole one.
        observations.given["given"] = RunObservations.Observation.value(.string("Corrected: 1 of 1 points."))
        let mark = try #require(Self.marking.marks(observations).first)
        #expect(mark.explanation == "expected 1" && mark.observed == "\"Corrected: 1 of 1 points.\"")
    }

    @Test(arguments: [
        (ExecutedCell.Outcome.failed, CellFailure(name: "Failure", reason: "SAID"), "the check did not come to its end", "SAID"),
        (.failed, CellFailure(name: "Failure", reason: "not done yet: SAID"), "the check did not come to its end: something that it needs is not done yet", nil),
        (.skipped(reason: "it needs SAID, which does not compile"), nil, "the check was not run", "it needs SAID, which does not compile"),
        (.notEvaluated, nil, "the check was not run", nil), (.failed, nil, "the check did not come to its end", nil),
        (.finished, nil, "the check observed nothing that can be compared", nil),
    ] as [(ExecutedCell.Outcome, CellFailure?, String, String?)])
    func whyNothingWasObserved(_ outcome: ExecutedCell.Outcome, _ failure: CellFailure?, _ reason: String, _ said: String?) throws {
        let cell = try #require(Self.plan.reference.cells.first { $0.id == "given" })
        let executed = ExecutedCell(cell: cell, outcome: outcome, outputs: failure.map { [.error($0)] } ?? [])
        #expect(executed.observation == RunObservations.Observation.none(reason: reason, said: said))
        #expect(executed.observation.whyNot == reason + (said.map { ": \($0)" } ?? ""))
    }

    @Test func withoutAReferenceNothingIsEarned() {
        let marking = Marking(plan: Self.plan, reference: Reference(observations: RunObservations()))
        let marks = marking.marks(Self.observations(given: ["given": 1, "both": 5], drawn: ["both": 6, "hidden": 9]))
        #expect(marks.map(\.earned) == [0, 0, 0])
    }
}
