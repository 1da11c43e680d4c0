import ArgumentParser
import Feedback
import Foundation
import Gradebook
import Outputs

extension GradebookCommand {
    struct Rename: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give what is recorded of a student another name.",
            discussion: """
                For a student who is called otherwise in what was handed in later, as Moodle's download calls two of one name: \
                scores by hand and late days go along. Where both names have work, what was graded last counts.
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
                do {
                    try FeedbackFiles(folder: URL(filePath: options.folder)).rename(student, to: name, assignment: assignment) { standardError($0.printable + "\n") }
                } catch let error as OutputError {
                    standardError("\(error)".printable + "\n")
                    throw ExitCode.cannotWrite
                }
                TerminalStream.standardOutput.write(
                    """
                    \(student.printableName) is \(name.printableName) from now on; landuse gradebook feedback writes the pages anew
                    where submitted/ has work of \(student.printableName), rename it there, too: landuse grade goes by the names there

                    """)
            }
        }
    }
}
