import ArgumentParser
import Assignments
import Foundation
import Grading
import Notebook

struct AssignmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assignment",
        abstract: "Check an assignment, make the students' version of it, and pack what is to be handed in.",
        discussion: """
            The folder of an assignment holds source/NAME.md, the teacher's notebook, and beside it what that names. Students \
            get the folder release, and hand in what `pack` makes of their work.
            """,
        subcommands: [Release.self, Pack.self, Check.self])

    /// Does something with an assignment; what is wrong with it goes to standard error.
    static func reporting<Result>(_ terminal: TerminalReporter, _ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as ExitCode {
            throw error
        } catch let error as NotebookError {
            terminal.show(error.diagnostics)
            throw error.kind == .noNotebook ? ExitCode.noInput : ExitCode.cellFailed
        } catch let error as ReleaseFault {
            terminal.show(error.diagnostics)
            throw ExitCode.cellFailed
        } catch GradingFault.reference(let reason) {
            standardError(reason.printableLines + "\n")
            throw ExitCode.cellFailed
        } catch let error as AssignmentFolder.Fault {
            standardError("\(error)\n")
            throw ExitCode.noInput
        } catch let error as GivenFiles.Fault {
            standardError("\(error)\n")
            throw ExitCode.noInput
        } catch {
            // What fails because it is to end is no fault.
            if Task.isCancelled { throw error }
            terminal.fault(error)
            throw ExitCode.fault
        }
    }
}
