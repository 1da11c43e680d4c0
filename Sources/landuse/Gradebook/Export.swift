import ArgumentParser
import Foundation
import Gradebook

extension GradebookCommand {
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write what a class has earned as CSV, for a spreadsheet.",
            discussion: """
                UTF-8, as RFC 4180 has it. What a spreadsheet would take for a formula begins with an apostrophe. The same \
                gradebook gives the same bytes. Excel takes a file without a byte order mark for another encoding: --excel begins \
                with one.
                """)

        @OptionGroup var options: GradebookOptions
        @Option(help: ArgumentHelp("question for a column a question, total for the sums alone.", valueName: "question|total"))
        var by: By = .question
        @Option(name: .shortAndLong, help: ArgumentHelp("The file to write; standard output by default.", valueName: "FILE.csv"))
        var output: String?
        @Flag(help: "Begin with a byte order mark, by which Excel knows UTF-8.")
        var excel = false
        @OptionGroup var late: PenaltyOption

        enum By: String, ExpressibleByArgument, CaseIterable {
            case question, total

            var columns: GradebookTable.Columns { self == .question ? .question : .total }
        }

        func run() async throws {
            let file = output.map { URL(filePath: $0) }
            if let file {
                try WholeFile.checkWritable(file)
                try WholeFile.checkDistinct([("gradebook", URL(filePath: options.path)), ("table", file)])
            }
            try options.using(.reading) { gradebook, assignment in
                let table = GradebookTable(try gradebook.totals(of: assignment), notGraded: try gradebook.notGraded(of: assignment), penalty: late.penalty).csv(by: by.columns)
                let text = (excel ? "\u{FEFF}" : "") + table.text
                if let file { try WholeFile.write(text, to: file) } else { TerminalStream.standardOutput.write(text) }
            }
        }
    }
}
