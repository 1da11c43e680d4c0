import ArgumentParser
import CellCompiler
import Foundation
import Interactive
import KernelHost
import LanguageService
import LineEditing
import Notebook

struct Repl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write Swift cell by cell, in a live session.",
        discussion: """
            With a notebook, its cells are at hand and not run: `:run all` runs them. What goes in by a pipe is read as \
            plain lines. `:help` tells what the prompt knows.
            """)

    @Argument(help: "A notebook whose cells are at hand.")
    var notebook: String?

    @Option(name: .shortAndLong, help: ArgumentHelp("A library to import, where there is no notebook to name it; may be given again.", valueName: "name"))
    var library: [String] = []

    @OptionGroup var parameters: ParameterOptions

    func validate() throws {
        if notebook == nil, !parameters.assignments.isEmpty { throw ValidationError("--set needs a notebook that has the parameter.") }
        if notebook != nil, !library.isEmpty { throw ValidationError("A notebook names its libraries itself: leave --library out, or write them into its front matter.") }
    }

    func run() async throws {
        let wasInteractive = Terminal().isInteractive
        let terminal = TerminalReporter(path: notebook ?? "repl", results: .standardOutput)
        do {
            let document = try notebook.map { try NotebookDocument.read(path: $0, setting: parameters.values) } ?? Self.emptyNotebook(libraries: library)
            let cache = CellCache.standard()
            let toolchain = try await Toolchain.find(cache: cache.root)
            let session = try await NotebookSession.start(for: document, toolchain: toolchain, cache: cache, progress: terminal.progress)
            let folder = try SessionFolder()
            let service = LanguageService(
                command: [try OwnProgram.path, LanguageServiceCommand.name, toolchain.languageService.path], folder: folder.url.appending(path: "service"))
            let prompt = InteractiveSession(
                session, document: document, isNamed: notebook != nil, service: service, folder: folder, history: Self.history())
            let isFine = await prompt.run()
            // The end of the input, or the signal that says the same: whichever comes first, it ends alike.
            if wasInteractive, Terminal().hasHungUp { throw ExitCode(128 + SIGHUP) }
            // A person has seen what failed; whoever sent lines through a pipe is told.
            if !isFine, isatty(STDIN_FILENO) == 0 { throw ExitCode.cellFailed }
        } catch let code as ExitCode {
            throw code
        } catch let error as NotebookError where notebook == nil {
            // There is no file that a place could lie in.
            for diagnostic in error.diagnostics { terminal.fault(diagnostic.message) }
            throw ExitCode.cellFailed
        } catch let error as NotebookError {
            terminal.show(error.diagnostics)
            throw error.kind == .noNotebook ? ExitCode.noInput : ExitCode.cellFailed
        } catch {
            terminal.fault(error)
            throw ExitCode.fault
        }
    }

    /// A session without a file has a notebook of its own, in the current folder.
    private static func emptyNotebook(libraries: [String]) throws(NotebookError) -> NotebookDocument {
        let front = libraries.isEmpty ? "" : "---\nlibraries: [\(libraries.joined(separator: ", "))]\n---\n"
        return try NotebookDocument.parse(Array(front.utf8), path: "session.md")
    }

    /// Where inputs are kept from session to session.
    private static func history(environment: [String: String] = ProcessInfo.processInfo.environment) -> URL? {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return URL(filePath: state).appending(path: "landuse/history") }
        return environment["HOME"].map { URL(filePath: $0).appending(path: ".local/state/landuse/history") }
    }
}
