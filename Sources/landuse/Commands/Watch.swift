import ArgumentParser
import CellCompiler
import Foundation
import KernelHost
import Notebook
import Preview

struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a notebook in the browser, and keep the page like the file.",
        discussion: """
            Each save runs the cells that it changed, and those that depend on them. Nothing is run while a cell does \
            not compile. The page is the report's own, served to this machine only. Ctrl-C ends it.
            """)

    @Argument(help: "The notebook, a Markdown file.")
    var notebook: String

    @Option(help: ArgumentHelp("The port of the page's address; by default one that is free.", valueName: "number"))
    var port: UInt16?

    @Flag(help: "Open the page in the browser.")
    var open = false

    @Flag(help: "Run the cells that compile, where others do not.")
    var keepGoing = false

    @Option(help: ArgumentHelp("The most seconds that a cell may run, where the notebook sets no limit of its own.", valueName: "seconds"))
    var timeout: Double?

    @OptionGroup var parameters: ParameterOptions

    func validate() throws {
        try TimeLimit.validate(timeout)
        if port == 0 { throw ValidationError("--port takes a number from 1 to 65535.") }
    }

    func run() async throws {
        try checkReadable()
        let terminal = TerminalReporter(path: notebook, results: .standardOutput)
        var options = NotebookPreview.Options()
        options.port = port
        options.parameters = parameters.values
        options.session.keepGoing = keepGoing
        options.session.timeLimit = timeout
        do {
            let cache = CellCache.standard()
            let preview = try await NotebookPreview.start(
                path: notebook, toolchain: try await Toolchain.find(cache: cache.root), cache: cache, options: options
            ) { message in
                switch message {
                case .note(let text): terminal.note(text)
                case .failure(let failure): terminal.show(failure)
                case .diagnostics(let diagnostics): terminal.show(diagnostics)
                }
            }
            TerminalStream.standardOutput.write("\(preview.address)\n")
            terminal.note("Ctrl-C ends the preview")
            if open { Browser.open(preview.address, note: terminal.note) }
            let running = Task { await preview.run() }
            await EndingSignal.first()
            running.cancel()
            await running.value
        } catch {
            terminal.fault(error)
            throw error is PreviewError ? ExitCode.noPort : ExitCode.fault
        }
    }

    /// A file that is no notebook is refused; one with mistakes is what the preview is for.
    private func checkReadable() throws {
        do {
            _ = try NotebookDocument.read(path: notebook)
        } catch where error.kind == .noNotebook {
            standardError(error.description + "\n")
            throw ExitCode.noInput
        } catch {}
    }
}
