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
            parameters, limits and seed; text and pictures are compared byte by byte, durations are not. Differences \
            go to standard output. Exit code 0: all cells gave the same; 1: one did not, or the notebook is another.
            """)

    @Argument(help: "The report, an HTML file that landuse wrote.")
    var report: String

    @Option(help: ArgumentHelp("The notebook, where it is not where it was.", valueName: "path"))
    var notebook: String?

    func run() async throws {
        let record = try read()
        let path = notebook ?? URL(filePath: report).deletingLastPathComponent().appending(path: record.invocation.notebook).relativePath
        let document = try open(path, record)
        let terminal = TerminalReporter(path: path, results: .standardError)
        let executed: ExecutedNotebook
        do {
            let cache = CellCache.standard()
            var options = NotebookRunner.Options()
            options.keepGoing = record.invocation.keepGoing
            options.timeLimit = record.invocation.timeLimit
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
        for note in EnvironmentChanges.notes(from: record.facts, to: executed.facts) { terminal.note(note) }
        let comparison = RecordComparison(record, RunRecord(executed, invocation: record.invocation))
        TerminalStream.standardOutput.write(Self.text(comparison, cells: record.cells.count))
        if !comparison.isSame { throw ExitCode.cellFailed }
    }

    private func read() throws -> RunRecord {
        do {
            return try RecordAttribute.record(in: String(decoding: try Data(contentsOf: URL(filePath: report)), as: UTF8.self))
        } catch let error as RecordError {
            standardError("\(report): error: \(error)\n")
        } catch {
            standardError("\(report): error: the report cannot be read; check the path and its permissions\n")
        }
        throw ExitCode.noInput
    }

    /// The notebook as it was run, its parameters included.
    private func open(_ path: String, _ record: RunRecord) throws -> NotebookDocument {
        guard FileManager.default.fileExists(atPath: path) else {
            standardError("\(path): error: the notebook of \(report) is not there; name it with --notebook\n")
            throw ExitCode.noInput
        }
        let document = try readNotebook(path)
        let digest = SHA256.hex(of: document.source)
        guard digest == record.notebookDigest else {
            standardError("\(path): error: this is not the notebook that \(report) was made from: its SHA-256 is \(digest.prefix(12))…, not \(record.notebookDigest.prefix(12))…; name that one with --notebook, or render this one again\n")
            throw ExitCode.cellFailed
        }
        do {
            return try document.binding(record.invocation.assignments.map { ParameterAssignment(name: $0.name, value: $0.value) })
        } catch {
            standardError(error.description + "\n")
            throw ExitCode.cellFailed
        }
    }

    private static func text(_ comparison: RecordComparison, cells: Int) -> String {
        var text = ""
        for difference in comparison.differences {
            text += "\(difference.cell): \(difference.summary)\n" + difference.lines.map { "  \($0)\n" }.joined()
        }
        return text + (comparison.isSame ? "all \(cells) cells gave the same as in the report\n" : "\(comparison.same) of \(cells) cells gave the same as in the report\n")
    }
}
