import ArgumentParser
import CellCompiler
import Foundation
import KernelHost
import Notebook

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Type-check all cells of notebooks and run nothing.",
        discussion: """
            Every error and warning goes to standard error as path:line:column: severity: message. In a folder, all \
            Markdown files with a swift cell are checked, README.md and hidden folders aside. One notebook's \
            mistakes keep no other from being checked; the highest exit code of all counts.

            --json writes one document to standard output instead:

              version      1
              notebooks    for each: path; outcome ("ok", "errors", "unreadable", "fault"); fault (why the \
            machine could not check it, or null); errors and warnings (how many); diagnostics; cells
              diagnostics  for each: path, line, column (from 1, in characters; null for the whole file), \
            severity ("error", "warning", "note"), message, cell (its id, or null)
              cells        for each that is compiled: cell (its id), line, declares (names), needs and \
            needsLater (for each: cell, names), unused, cached, compiledBecause (reasons; empty where it was cached or \
            does not compile)
            """)

    @Argument(help: "The notebooks, Markdown files, or folders of them.")
    var notebooks: [String]

    @Flag(help: "Write what was found as one JSON document.")
    var json = false

    @Flag(help: "Also show which cell needs which others, and by what names.")
    var graph = false

    @Flag(help: "Tell for each cell whether it was compiled, and why.")
    var explainCache = false

    @OptionGroup var parameters: ParameterOptions

    func validate() throws {
        if json, graph { throw ValidationError("--json has the graph already; leave out --graph.") }
    }

    func run() async throws {
        let paths = NotebookSearch.notebooks(at: notebooks)
        let terminal = TerminalReporter(path: paths.first ?? "", results: .standardOutput)
        guard !paths.isEmpty else {
            standardError("\(notebooks.joined(separator: ", ")): error: there is no notebook here; a notebook is a Markdown file with a cell, which begins with a line ```swift\n")
            throw ExitCode.noInput
        }
        let checker: NotebookChecker
        do {
            let cache = CellCache.standard()
            checker = NotebookChecker(toolchain: try await Toolchain.find(cache: cache.root), cache: cache, progress: terminal.progress)
        } catch {
            terminal.fault(error)
            throw ExitCode.fault
        }
        var checked: [CheckedNotebook] = []
        await checker.check(paths, reading: read) { notebook in
            checked.append(notebook)
            if !json { show(notebook, isAlone: paths.count == 1, on: terminal) }
        }
        if json {
            TerminalStream.standardOutput.write(try CheckReport(checked).text)
        } else if checked.count > 1 || isatty(STDERR_FILENO) != 0 {
            // Silence would leave open what was looked at; a script that checks one file knows.
            terminal.note(Self.summary(checked))
        }
        if let code = checked.compactMap(Self.exitCode).max(by: { $0.rawValue < $1.rawValue }) { throw code }
    }

    private func read(_ path: String) throws(NotebookError) -> NotebookDocument {
        let document = try NotebookDocument.read(path: path, setting: parameters.values)
        try document.requireCells()
        return document
    }

    private func show(_ notebook: CheckedNotebook, isAlone: Bool, on terminal: TerminalReporter) {
        terminal.show(notebook.diagnostics)
        if explainCache { terminal.show(notebook.cache, of: isAlone ? nil : notebook.path) }
        if case .fault(let reason) = notebook.outcome { terminal.fault("\(notebook.path): \(reason)") }
        if graph, let graph = notebook.graph { TerminalStream.standardOutput.write("\(notebook.path)\n\(GraphText.text(graph))") }
    }

    /// "3 notebooks, 41 cells: 2 errors in 1 notebook, 1 warning".
    private static func summary(_ notebooks: [CheckedNotebook]) -> String {
        let errors = notebooks.reduce(0) { $0 + $1.count(.error) }, warnings = notebooks.reduce(0) { $0 + $1.count(.warning) }
        func many(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
        let cells = notebooks.reduce(0) { $0 + ($1.graph?.nodes.count ?? 0) }, unchecked = notebooks.count { if case .fault = $0.outcome { true } else { false } }
        let bad = notebooks.count { !$0.isClean }
        var found = errors == 0 ? "no errors" : many(errors, "error") + (notebooks.count > 1 ? " in \(many(bad - unchecked, "notebook"))" : "")
        if warnings > 0 { found += ", " + many(warnings, "warning") }
        if unchecked > 0 { found += ", \(unchecked) could not be checked" }
        return "\(many(notebooks.count, "notebook")), \(many(cells, "cell")): \(found)"
    }

    private static func exitCode(_ notebook: CheckedNotebook) -> ExitCode? {
        switch notebook.outcome {
        case .checked: notebook.isClean ? nil : .cellFailed
        case .unreadable: .noInput
        case .fault: .fault
        }
    }
}
