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

    @Test func withoutAReferenceNothingIsEarned() {
        let marking = Marking(plan: Self.plan, reference: Reference(observations: RunObservations()))
        let marks = marking.marks(Self.observations(given: ["given": 1, "both": 5], drawn: ["both": 6, "hidden": 9]))
        #expect(marks.map(\.earned) == [0, 0, 0])
    }
}
