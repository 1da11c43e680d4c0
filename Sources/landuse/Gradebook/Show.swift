import ArgumentParser
import Assignments
import Gradebook

extension GradebookCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a class has earned, or one student.",
            discussion: "A question that waits for a person shows ?; points that a person gave in place of the judge's are marked with *.")

        @OptionGroup var options: GradebookOptions
        @Argument(help: "The student, to be shown at length.")
        var student: String?
        @OptionGroup var late: PenaltyOption

        func run() async throws {
            try options.using(.reading) { gradebook, assignment in
                let text: String
                if let student {
                    text = StudentText(
                        submission: try gradebook.submission(of: student, assignment: assignment), scores: try gradebook.scores(of: student, assignment: assignment),
                        gradings: try gradebook.gradings(of: student, assignment: assignment), notGraded: try gradebook.notGraded(of: assignment), penalty: late.penalty
                    ).text
                } else {
                    text = ClassText(submissions: try gradebook.totals(of: assignment), notGraded: try gradebook.notGraded(of: assignment), penalty: late.penalty).text
                }
                TerminalStream.standardOutput.write(text)
            }
        }
    }
}
