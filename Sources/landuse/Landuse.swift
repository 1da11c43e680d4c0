import ArgumentParser
import Foundation

/// Literate notebooks in Swift, for teaching land-use classification from satellite images.
@main
struct Landuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "landuse",
        abstract: "Literate notebooks in Swift, for teaching land-use classification from satellite images.",
        discussion: """
            A notebook is a Markdown file; its swift fences are cells.

            Exit codes: 0 all well; 1 a cell failed, or a check found errors; 3 a time limit ended a cell; \
            4 the kernel died; 5 a fault of the grader; 64 bad usage; 66 an input that cannot be read or is no notebook; 69 a port \
            that is in use, or a download that no address gives; 70 a fault of this machine or of landuse; 73 an output that cannot be written; 130 Ctrl-C.
            """,
        version: version,
        subcommands: [
            Render.self, Check.self, Repl.self, Watch.self, Verify.self, Doctor.self, Bench.self, DataCommand.self, WeightsCommand.self,
            AssignmentCommand.self, Grade.self, GradebookCommand.self, LanguageServiceCommand.self, SourceNestingCommand.self,
        ])

    /// What `landuse --version` says.
    static let version = "0.2.0"

    static func main() async {
        // `landuse render … | head`: a reader that has gone is no reason to lose the report.
        signal(SIGPIPE, SIG_IGN)
        let commands = configuration.subcommands.map { $0._commandName }
        if let message = CommandSlip.message(Array(CommandLine.arguments.dropFirst()), commands: commands + ["help"]) {
            standardError("landuse: error: \(message)\nSee 'landuse --help' for more information.\n")
            Foundation.exit(ExitCode.validationFailure.rawValue)
        }
        await main(nil)
    }
}
