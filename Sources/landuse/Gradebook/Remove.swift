import ArgumentParser
import Gradebook

extension GradebookCommand {
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take out all that is recorded of a student.",
            discussion: "For what was no student's work. Marks, scores by hand and their history are gone; grading what is handed in makes new ones.")

        @OptionGroup var options: GradebookOptions
        @Argument(help: "The student.")
        var student: String

        func run() async throws {
            try options.using(.writing) { gradebook, assignment in
                try gradebook.remove(student, assignment: assignment)
                TerminalStream.standardOutput.write("\(student.printableName) was taken out of \(assignment.printable)\n")
            }
        }
    }
}
