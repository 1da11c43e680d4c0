import ArgumentParser
import Assignments
import CellCompiler
import Foundation
import Grading
import KernelHost
import Notebook
import Synchronization

extension AssignmentCommand {
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "See that an assignment can be solved, cannot be passed untouched, and that its checks notice slips.",
            discussion: """
                The teacher's own solution must earn every point, with two seeds that are drawn; the release must compile, \
                hold no secret, and earn nothing untouched. Then small slips are made in the solutions, one at a time (a \
                constant changed, a comparison flipped, a call left out): what no check notices is listed as a warning, \
                with its place. Nothing is written.

                Exit code 0 where there are warnings at most, 1 where there are errors.
                """)

        @Argument(help: "The folder of the assignment.")
        var folder: String

        @Option(help: ArgumentHelp("The most slips that are tried; 0 for none.", valueName: "number"))
        var mutations = 40

        @Option(help: ArgumentHelp("Slips that are tried at once; by default as many as there are cores.", valueName: "number"))
        var jobs: Int?

        func validate() throws {
            if !(0...10_000).contains(mutations) { throw ValidationError("--mutations takes a whole number from 0 to 10000.") }
            if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a whole number from 1 to 256.") }
        }

        func run() async throws {
            let terminal = TerminalReporter(path: folder, results: .standardOutput)
            // Cancelled, it removes what it has written.
            try await EndingSignal.cancels {
                let checked = try await AssignmentCommand.reporting(terminal) { try await check(terminal) }
                if checked.hasErrors { throw ExitCode.cellFailed }
            }
        }

        private func check(_ terminal: TerminalReporter) async throws -> CheckedAssignment {
            let assignment = try AssignmentFolder(URL(filePath: folder))
            let document = try NotebookDocument.read(path: assignment.notebook.relativePath)
            TerminalStream.standardOutput.write(PointsTable.text(AssignmentOutline(document)))
            let cache = CellCache.standard(), toolchain = try await Toolchain.find(cache: cache.root)
            let bench = try await GradingBench.prepare(for: document, toolchain: toolchain, cache: cache, jail: nil, progress: terminal.progress)
            let runner = try VariantBench(document, bench: bench, source: assignment.source)
            var options = AssignmentChecker.Options()
            options.mutations = mutations
            options.jobs = jobs ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
            let line = SlipLine()
            let checker = AssignmentChecker(document, runner: runner, options: options) { progress in
                switch progress {
                case .reference(let seed, let count): terminal.progress("running the teacher's own solution (\(seed) of \(count))")
                case .release: terminal.progress("running the untouched release")
                case .mutation(let number, let count): line.update(number, of: count)
                }
            }
            do {
                var checked = try await checker.check()
                line.clear()
                if !checked.hasErrors {
                    let release = try await releaseFindings(document, assignment, await runner.releaseExpectations(), toolchain, cache)
                    checked.findings = release + checked.findings
                }
                await runner.finish()
                terminal.show(checked.findings)
                TerminalStream.standardOutput.write(Self.summary(checked))
                return checked
            } catch {
                line.clear()
                await runner.finish()
                throw error
            }
        }

        /// What is wrong with the students' folder: secrets in it, or that it does not compile as it stands.
        private func releaseFindings(
            _ document: NotebookDocument, _ assignment: AssignmentFolder, _ expectations: ReleaseExpectations, _ toolchain: Toolchain, _ cache: CellCache
        ) async throws -> [Diagnostic] {
            let name = assignment.notebook.lastPathComponent, given = try GivenFiles(in: assignment.source, besides: name)
            do {
                let files = try ReleaseFiles(
                    document, named: name, expecting: expectations, given: try given.paths.map { .init(path: $0, bytes: try given.bytes(of: $0)) },
                    prefix: assignment.release.relativePath + "/")
                guard let notebook = files.files.first else { return [] }
                let release = try NotebookDocument.parse(notebook.bytes, path: assignment.release.appending(path: name).relativePath)
                let checked = try await NotebookChecker(toolchain: toolchain, cache: cache).check(release)
                return checked.diagnostics.filter { $0.severity == .error }
            } catch let fault as ReleaseFault {
                return fault.diagnostics
            }
        }

        /// `no errors; 40 slips tried: 38 noticed, 2 not`
        static func summary(_ checked: CheckedAssignment) -> String {
            let errors = checked.findings.count { $0.severity == .error }, count = checked.mutations
            var words = errors == 0 ? "no errors" : errors == 1 ? "1 error" : "\(errors) errors"
            if count.tried > 0 { words += "; \(count.tried) slip\(count.tried == 1 ? "" : "s") tried: \(count.noticed) noticed, \(count.tried - count.noticed) not" }
            return words + "\n"
        }
    }
}

/// How many slips were tried, on the terminal.
private final class SlipLine: Sendable {
    private let line = Mutex<CountLine?>(nil)

    func update(_ number: Int, of count: Int) {
        line.withLock { line in
            if line == nil { line = CountLine("slips tried:", of: count) }
            line?.update(number)
        }
    }

    func clear() { line.withLock { $0?.clear() } }
}
