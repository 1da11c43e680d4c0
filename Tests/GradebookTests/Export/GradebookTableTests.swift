import Assignments
import Testing

@testable import Gradebook

/// A class as CSV.
struct GradebookTableTests {
    private let submissions = [
        MarkedSubmission(Sample.graded("=ada"), given: [.init(Sample.score("discussion", 2.5))], lateDays: 2),
        MarkedSubmission(Sample.graded("ben, jr", mean: [0.1, 0.2], split: -1, text: nil)),
        MarkedSubmission(Sample.graded("cy")),
    ]

    @Test func `by question`() {
        #expect(GradebookTable(submissions).csv(by: .question).text == """
            student,mean,split,discussion,earned,points,to_be_graded,late_days\r
            '=ada,2,1,2.5,5.5,10,0,2\r
            "ben, jr",0.3,-1,0,-0.7,10,0,0\r
            cy,2,1,,3,10,1,0\r

            """)
    }

    @Test func `by total, with a penalty in a column of its own`() {
        #expect(GradebookTable(submissions, penalty: LatePenalty("10%")).csv(by: .total).text == """
            student,earned,points,to_be_graded,late_days,after_penalty\r
            '=ada,5.5,10,0,2,4.4\r
            "ben, jr",-0.7,10,0,0,-0.7\r
            cy,3,10,1,0,3\r

            """)
    }

    @Test func `scores that are older than the work are counted in a column of their own`() {
        let older = MarkedSubmission(Sample.graded("dee"), given: [.init(Sample.score("discussion", 1), isOutdated: true)])
        #expect(GradebookTable([submissions[2], older]).csv(by: .total).text == """
            student,earned,points,to_be_graded,late_days,scored_before_change\r
            cy,3,10,1,0,0\r
            dee,4,10,0,0,1\r

            """)
    }

    @Test func `work that is not graded is told in a column of its own`() {
        let notGraded = [NotGraded(student: "ben, jr", mark: .earlierWork, reason: ""), NotGraded(student: "=eve", mark: .none, reason: "")]
        #expect(GradebookTable(submissions, notGraded: notGraded, penalty: LatePenalty("10%")).csv(by: .total).text == """
            student,earned,points,to_be_graded,late_days,after_penalty,not_graded\r
            '=ada,5.5,10,0,2,4.4,\r
            "ben, jr",-0.7,10,0,0,-0.7,what was handed in last is not graded yet: the mark is of the work before it\r
            cy,3,10,1,0,3,\r
            '=eve,,,,,,not graded yet: there is no mark\r

            """)
    }

    @Test func `questions keep the notebook's order though submissions differ`() {
        func submission(_ questions: String...) -> MarkedSubmission {
            let checks = questions.map { CheckMark(id: $0 + "-c", question: $0, points: 1, earned: 0, isHidden: false, outcome: .failed, explanation: "") }
            return MarkedSubmission(GradedSubmission(student: "s", assignment: "a", digest: "", checks: checks, texts: [], remarks: []))
        }
        #expect(GradebookTable([submission("a", "c"), submission("a", "b", "c", "d")]).questions == ["a", "b", "c", "d"])
        #expect(GradebookTable([submission("c"), submission("a", "c")]).questions == ["a", "c"])
        #expect(GradebookTable([]).csv(by: .question).text == "student,earned,points,to_be_graded,late_days\r\n")
    }

    @Test(arguments: [("10%", 8), ("0.25", 5), ("100%", 0), ("60%", 0), ("0", 10)] as [(String, Double)])
    func `a penalty never goes below nothing`(_ text: String, _ left: Double) throws {
        #expect(try #require(LatePenalty(text)).applied(to: 10, lateDays: 2) == left)
    }

    @Test(arguments: ["", "ten", "-1%", "101%", "2", "nan", "10%%"])
    func `what is no share is no penalty`(_ text: String) {
        #expect(LatePenalty(text) == nil)
    }
}
