@testable import Assignments
import Notebook
import Testing

/// A rubric's lines are an account of an answer's points where each names some.
struct RubricPointsTests {
    @Test(arguments: [
        ([], true), (["names both costs"], true), (["2 points: names both", "draws a conclusion"], true), (["pointless"], true), (["3 pointless words"], true),
        (["1 point: one", "2 points: two"], true), (["0.5 points: one", "2.5 points: two"], true), ([" 3 points"], true),
        // Levels, the best of which earns all.
        (["3 points: all of it", "2 points: most of it", "1 point: some of it"], true),
        (["1 point: one", "1 point: two"], false), (["2 points: one", "2 points: two"], false), (["4 points: all"], false),
    ] as [([String], Bool)])
    func addUp(_ rubric: [String], _ isRight: Bool) {
        let answer = TextAnswer(id: "a", points: 3, rubric: rubric, prose: Prose(blocks: []), markdown: "", lines: 1...2)
        #expect((RubricPoints.mistake(in: answer) == nil) == isRight)
    }
}
