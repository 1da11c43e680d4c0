import ArgumentParser
import Gradebook

extension GradebookCommand {
    struct Rename: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give what is recorded of a student another name.",
            discussion: """
                For a student who is called otherwise in what was handed in later, as Moodle's download calls two of one name: \
                scores by hand and late days go along. Work that was graded under the new name already stays the newest.
                """)

        @OptionGroup var options: GradebookOptions
        @Argument(help: "The student, as the gradebook has it.")
        var student: String
        @Argument(help: "The name from now on.")
        var name: String

        func validate() throws {
            if name.isEmpty { throw ValidationError("The new name is empty.") }
        }

        func run() async throws {
            try options.using(.writing) { gradebook, assignment in
                try gradebook.rename(student, to: name, assignment: assignment)
                TerminalStream.standardOutput.write("\(student.printableName) is \(name.printableName) from now on; landuse gradebook feedback writes the pages anew\n")
            }
        }
    }

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
