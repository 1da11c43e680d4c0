import ArgumentParser
import CellCompiler
import Digest
import Foundation
import KernelHost
import Notebook
import Report

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run again what a report records, and compare what comes of it.",
        discussion: """
            The notebook must be the one that the report was made from, byte for byte. It runs with the recorded \
            parameters, limits and seed. Without --notebook, it must lie in the report's folder or the current one, for a \
            report that somebody sent must not choose what runs here. Text and pictures are compared byte by byte; durations (1.2 s), progress bars and what a training's curves say of its \
            speed are not. Differences \
            go to standard output. Exit code 0: all cells gave the same; 1: one did not, or the notebook is another.
            """)

    @Argument(help: "The report, an HTML file that landuse wrote.")
    var report: String

    @Option(help: ArgumentHelp("The notebook, where it is not where it was.", valueName: "path"))
    var notebook: String?

    func run() async throws {
        let record = try read()
        let path = try notebook ?? recordedPath(record)
        let document = try open(path, record)
        let terminal = TerminalReporter(path: path, results: .standardError)
        // What somebody's report has run is said before it runs.
        let settings = record.invocation.assignments.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
        terminal.note("running \(path.printable)" + (settings.isEmpty ? "" : ", with \(settings.printable)"))
        let executed: ExecutedNotebook
        do {
            let cache = CellCache.standard()
            var options = NotebookRunner.Options()
            options.keepGoing = record.invocation.keepGoing
            options.timeLimit = record.invocation.timeLimit
            options.totalTimeLimit = record.invocation.totalTimeLimit
            if let name = record.invocation.afterDeath, let choice = NotebookRunner.AfterDeath(rawValue: name) { options.afterDeath = choice }
            let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: cache.root), cache: cache, options: options, progress: terminal.progress)
            switch try await runner.run(document, report: { _ in }) {
            case .broken(let diagnostics):
                terminal.show(diagnostics)
                terminal.note("the notebook does not compile any more, so nothing was run")
                throw ExitCode.cellFailed
            case .executed(let notebook, _): executed = notebook
            }
        } catch let error as ExitCode {
            throw error
        } catch let error as NotebookError {
            terminal.show(error.diagnostics)
            throw ExitCode.cellFailed
        } catch {
            terminal.fault(error)
            throw ExitCode.fault
        }
        for note in EnvironmentChanges.notes(from: record.facts, to: executed.facts) { terminal.note(note.printable) }
        let comparison = RecordComparison(record, RunRecord(executed, invocation: record.invocation))
        TerminalStream.standardOutput.write(Self.text(comparison, cells: record.cells.count))
        if !comparison.isSame { throw ExitCode.cellFailed }
    }

    private func read() throws -> RunRecord {
        do {
            let record = try RecordAttribute.record(in: String(decoding: try Data(contentsOf: URL(filePath: report)), as: UTF8.self))
            if let name = record.invocation.afterDeath, NotebookRunner.AfterDeath(rawValue: name) == nil { throw RecordError.damaged }
            return record
        } catch let error as RecordError {
            standardError("\(report): error: \(error)\n")
        } catch {
            standardError("\(report): error: the report cannot be read; check the path and its permissions\n")
        }
        throw ExitCode.noInput
    }

    /// Where the report says that its notebook is, as far as a report may say so: in the folders that its reader deals
    /// with, symbolic links followed.
    private func recordedPath(_ record: RunRecord) throws -> String {
        let folder = URL(filePath: report).deletingLastPathComponent(), recorded = record.invocation.notebook
        let path = folder.appending(path: recorded).relativePath
        func refuse(_ reason: String) -> ExitCode {
            standardError("\(report): error: \(reason); name it with --notebook\n")
            return .noInput
        }
        guard recorded.printable == recorded else { throw refuse("the path of its notebook holds control characters (\(recorded.printable))") }
        // What is not there is said later.
        guard FileManager.default.fileExists(atPath: path) else { return path }
        guard [folder, URL(filePath: ".")].contains(where: { RelativePath.isInside(URL(filePath: path), $0) }) else {
            throw refuse("its notebook \(path) lies outside the report's folder and the current one, and is not run unasked")
        }
        return path
    }

    /// The notebook as it was run, its parameters included.
    private func open(_ path: String, _ record: RunRecord) throws -> NotebookDocument {
        guard FileManager.default.fileExists(atPath: path) else {
            standardError("\(path.printable): error: the notebook of \(report) is not there; name it with --notebook\n")
            throw ExitCode.noInput
        }
        // To read a pipe could take for ever.
        var status = stat()
        guard stat(path, &status) == 0, [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
            standardError("\(path): error: this is not a regular file; name the notebook with --notebook\n")
            throw ExitCode.noInput
        }
        let document = try readNotebook(path)
        let digest = SHA256.hex(of: document.source)
        guard digest == record.notebookDigest else {
            standardError("\(path): error: this is not the notebook that \(report) was made from: its SHA-256 is \(digest.prefix(12))…, not \(record.notebookDigest.prefix(12).printable)…; name that one with --notebook, or render this one again\n")
            throw ExitCode.cellFailed
        }
        do {
            return try document.binding(record.invocation.assignments.map { ParameterAssignment(name: $0.name, value: $0.value) })
        } catch {
            // It quotes the recorded values.
            standardError(error.description.split(separator: "\n").map { $0.printable + "\n" }.joined())
            throw ExitCode.cellFailed
        }
    }

    private static func text(_ comparison: RecordComparison, cells: Int) -> String {
        var text = ""
        for difference in comparison.differences {
            text += "\(difference.cell): \(difference.summary)".printable + "\n" + difference.lines.flatMap { $0.split(separator: "\n") }.map { "  \($0.printable)\n" }.joined()
        }
        return text + (comparison.isSame ? "all \(cells) cells gave the same as in the report\n" : "\(comparison.same) of \(cells) cells gave the same as in the report\n")
    }
}
