import ArgumentParser
import CellCompiler
import Foundation
import KernelHost
import Notebook
import Report
import Synchronization

struct Render: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a notebook and write its report, one HTML file.",
        discussion: """
            All cells are type-checked before any runs. Ctrl-C stops the running cell and the rest, and still writes \
            the report; a second time, it stops the cell by force.
            """)

    @Argument(help: "The notebook, a Markdown file.")
    var notebook: String

    @Option(name: .shortAndLong, help: "Where the report goes; by default in the current folder, named like the notebook.")
    var output: String?

    @Option(help: ArgumentHelp("Also write what happens as it happens, one JSON object a line; - for standard output.", valueName: "file"))
    var events: String?

    @Flag(help: "Run the cells that compile, where others do not.")
    var keepGoing = false

    @Option(help: ArgumentHelp("The most seconds that a cell may run, where the notebook sets no limit of its own.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("The most seconds for all cells together, where the notebook sets no limit of its own.", valueName: "seconds"))
    var totalTimeout: Double?

    @Option(help: "What to do when a cell takes the kernel with it: replay the cells that had finished in a new one, or stop.")
    var afterDeath = NotebookRunner.AfterDeath.replay

    @Flag(help: "Tell for each cell whether it was compiled, and why.")
    var explainCache = false

    @OptionGroup var parameters: ParameterOptions

    func validate() throws {
        try TimeLimit.validate(timeout)
        try TimeLimit.validate(totalTimeout, option: "--total-timeout")
    }

    func run() async throws {
        let document = try parameters.read(notebook)
        let report = URL(filePath: output ?? URL(filePath: notebook).deletingPathExtension().lastPathComponent + ".html")
        // Found out now, not after an hour of training.
        try WholeFile.checkWritable(report)
        var files = [(role: "notebook", file: URL(filePath: notebook)), (role: "report", file: report)]
        if let events, events != "-" { files.append((role: "events", file: URL(filePath: events))) }
        try WholeFile.checkDistinct(files)
        let eventWriter = try events.map { try EventWriter(path: $0) }
        let terminal = TerminalReporter(path: notebook, results: events == "-" ? .standardError : .standardOutput)

        let running = Mutex<NotebookSession?>(nil)
        let key = InterruptKey { running.withLock { $0 }?.interrupt() ?? false }
        var executed: ExecutedNotebook
        var interruption: NotebookRunner.Interruption?
        do {
            let cache = CellCache.standard()
            var options = NotebookRunner.Options()
            options.keepGoing = keepGoing
            options.timeLimit = timeout
            options.totalTimeLimit = totalTimeout
            options.afterDeath = afterDeath
            options.explainCache = { [explainCache] findings in
                terminal.count(findings)
                if explainCache { terminal.show(findings) }
            }
            let runner = NotebookRunner(
                toolchain: try await Toolchain.find(cache: cache.root), cache: cache, options: options, progress: terminal.progress)
            let result = try await runner.run(document, started: { session in running.withLock { $0 = session } }) { event in
                terminal.show(event)
                eventWriter?.write(event)
            }
            switch result {
            case .broken(let diagnostics):
                terminal.show(diagnostics)
                terminal.note("nothing was run, and no report was written; --keep-going runs the cells that compile")
                throw ExitCode.cellFailed
            case .executed(let notebook, let reason): (executed, interruption) = (notebook, reason)
            }
        } catch let error as ExitCode {
            throw error
        } catch let error as NotebookError {
            terminal.show(error.diagnostics)
            throw ExitCode.cellFailed
        } catch {
            if await key.wasPressed { throw ExitCode.interrupted }
            terminal.fault(error)
            throw ExitCode.fault
        }

        executed.record = RunRecord(executed, invocation: invocation(report: report))
        let points = PointsShown(executed)
        let page = HTMLReport(executed, annotations: points?.annotations ?? .none)
        terminal.show(page.warnings)
        try WholeFile.write(page.html, to: report)
        if let points { (points.missed.map(\.printable) + [points.line]).forEach(terminal.note) }
        terminal.finished(executed, report: report.relativePath)
        switch interruption {
        case .timeLimit: throw ExitCode.timeLimit
        case .kernelDied: throw ExitCode.kernelDied
        case .interrupted: throw ExitCode.interrupted
        case nil: if !executed.succeeded { throw ExitCode.cellFailed }
        }
    }
}

extension Render {
    /// What `landuse verify` needs to run the notebook again.
    private func invocation(report: URL) -> RunRecord.Invocation {
        RunRecord.Invocation(
            command: ["landuse"] + CommandLine.arguments.dropFirst(), notebook: RelativePath.path(to: URL(filePath: notebook), from: report),
            assignments: parameters.values.map { .init(name: $0.name, value: $0.value) }, keepGoing: keepGoing, timeLimit: timeout,
            totalTimeLimit: totalTimeout, afterDeath: afterDeath.rawValue)
    }
}

/// Reads a notebook for a command; what is wrong with it goes to standard error.
func readNotebook(_ path: String) throws -> NotebookDocument {
    do {
        let document = try NotebookDocument.read(path: path)
        try document.requireCells()
        return document
    } catch {
        standardError(error.description + "\n")
        throw error.kind == .noNotebook ? ExitCode.noInput : ExitCode.cellFailed
    }
}
