import ArgumentParser
import Assignments
import Foundation
import Gradebook

extension GradebookCommand {
    struct Score: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give points for a text answer, or for a check in place of the judge's.",
            discussion: """
                `withdrawn` in place of the points takes the score back: the check has the judge's points again, the text is \
                to be graded. Negative points stand behind two dashes, and the options before them: --beyond -- FOLDER ada essay -1. landuse gradebook feedback then puts the scores into the students' reports.
                """)

        @OptionGroup var options: GradebookOptions
        @Argument(help: "The student.")
        var student: String
        @Argument(help: "The id of a text answer or a check, or of an answer with one check.")
        var question: String
        @Argument(help: "The points, or the word withdrawn.")
        var points: String
        @Option(help: "What the student is to read.")
        var comment = ""
        @Option(help: ArgumentHelp("Who gives them; by default the user who runs this.", valueName: "name"))
        var grader: String?
        @Flag(help: "Allow more than the question's points, or less than 0.")
        var beyond = false

        private static let withdrawn = "withdrawn"

        func validate() throws {
            guard points != Self.withdrawn, Double(points)?.isFinite != true else { return }
            throw ValidationError("'\(points)' are no points; give a number, such as 2.5, or the word \(Self.withdrawn).")
        }

        func run() async throws {
            try options.using(.writing) { gradebook, assignment in
                let grader = grader ?? NSUserName()
                let scored: String
                if let points = Double(points) {
                    let score = ManualScore(question: question, points: points, comment: comment, grader: grader)
                    scored = try gradebook.score(score, student: student, assignment: assignment, beyond: beyond, at: Date())
                } else {
                    scored = try gradebook.withdrawScore(of: question, student: student, assignment: assignment, grader: grader, comment: comment, at: Date())
                }
                let submission = try gradebook.submission(of: student, assignment: assignment)
                let given = submission.given(for: scored).map { PointsText.words($0.score.points) } ?? "no points of a person's"
                TerminalStream.standardOutput.write(
                    "\(student.printableName): \(given) for \(scored); \(PointsText.text(submission.earned)) of \(PointsText.text(submission.points)) in all".printable + "\n")
            }
        }
    }
}
