import Assignments
import Testing

/// What a mark is made of.
struct MarkedSubmissionTests {
    private let graded = GradedSubmission(
        student: "ada", assignment: "bands", digest: "",
        checks: [
            CheckMark(id: "a1", question: "a", points: 2, earned: 2, isHidden: false, outcome: .passed, explanation: ""),
            CheckMark(id: "b1", question: "b", points: 1, earned: 0, isHidden: false, outcome: .failed, explanation: ""),
            CheckMark(id: "a2", question: "a", points: 3, earned: 0, isHidden: true, outcome: .failed, explanation: ""),
            CheckMark(id: "t1", question: "t", points: 1, earned: 1, isHidden: false, outcome: .passed, explanation: ""),
        ],
        texts: [
            .init(id: "t", points: 4, rubric: [], markdown: "x", isUntouched: false), .init(id: "u", points: 5, rubric: [], markdown: "", isUntouched: true),
        ], remarks: [])

    private func given(_ question: String, _ points: Double) -> MarkedSubmission.Given {
        .init(ManualScore(question: question, points: points, comment: "", grader: "Ben"))
    }

    @Test func `checks count together by their question, in the notebook's order`() {
        let marked = MarkedSubmission(graded)
        #expect(marked.questions.map(\.id) == ["a", "b", "t", "u"])
        #expect(marked.questions.map(\.points) == [5, 1, 5, 5])
        // A text answer with a check waits for its person all the same.
        #expect(marked.questions.map(\.earned) == [2, 0, nil, 0])
        #expect(marked.earned == 3)
        #expect(marked.points == 16)
        #expect(marked.ungraded.map(\.id) == ["t"])
    }

    @Test func `a person's points go before the judge's`() {
        let marked = MarkedSubmission(graded, given: [given("a2", 1.5), given("t", 4), given("u", 0.5)])
        #expect(marked.questions.map(\.earned) == [3.5, 0, 5, 0.5])
        #expect(marked.earned == 9)
        #expect(marked.ungraded.isEmpty)
    }
}
