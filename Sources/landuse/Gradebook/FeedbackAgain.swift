import ArgumentParser
import Feedback
import Foundation
import Gradebook
import Outputs

extension GradebookCommand {
    struct FeedbackAgain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "feedback",
            abstract: "Write the students' graded reports again, with the newest scores and comments.",
            discussion: """
                Nothing is run: the reports are made from what landuse grade kept in FOLDER/autograded. FOLDER/class.html, the \
                teacher's page, is made anew as well; it lies apart from the students' pages in FOLDER/feedback.
                """)

        @OptionGroup var options: GradebookOptions
        @Argument(help: "The student whose report is to be written; all by default.")
        var student: String?
        @Option(help: ArgumentHelp("The folder for the reports; FOLDER/feedback by default.", valueName: "folder"))
        var feedback: String?

        func run() async throws {
            var problems = 0
            try options.using(.reading) { gradebook, assignment in
                if let student { _ = try gradebook.submission(of: student, assignment: assignment) }
                let files = FeedbackFiles(folder: URL(filePath: options.folder), feedback: feedback.map { URL(filePath: $0) })
                do {
                    let count = try FeedbackRun(files).write(
                        try gradebook.totals(of: assignment), notGraded: try gradebook.notGraded(of: assignment), assignment: assignment, only: student
                    ) { problem in
                        problems += 1
                        standardError(problem.printable + "\n")
                    }
                    TerminalStream.standardOutput.write("\(files.feedback.relativePath.printable): \(count == 1 ? "1 report" : "\(count) reports")\n")
                } catch let error as OutputError {
                    standardError("\(error)".printable + "\n")
                    throw ExitCode.cannotWrite
                }
            }
            if problems > 0 { throw ExitCode.cellFailed }
        }
    }
}
