import ArgumentParser
import Assignments
import CellCompiler
import Foundation
import Grading
import Notebook

extension AssignmentCommand {
    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the folder release: the notebook without its secrets, and what lies beside it.",
            discussion: """
                Solutions become stubs, `equal: reference` what the solution gives; hidden checks, the judge's cells and rubrics \
                are left out. Everything else in source goes along, but for the folder source/private. A file in which a \
                solution, a hidden check or a rubric still stands is refused. The same source gives the same bytes.

                Exit code 1 where the notebook has mistakes, or its solution does not run to its end; nothing is written then.
                """)

        @Argument(help: "The folder of the assignment.")
        var folder: String

        func run() async throws {
            let terminal = TerminalReporter(path: folder, results: .standardError)
            try await EndingSignal.cancels { try await AssignmentCommand.reporting(terminal) { try await release(terminal) } }
        }

        private func release(_ terminal: TerminalReporter) async throws {
            let assignment = try AssignmentFolder(URL(filePath: folder)), name = assignment.notebook.lastPathComponent
            let document = try NotebookDocument.read(path: assignment.notebook.relativePath)
            let given = try GivenFiles(in: assignment.source, besides: name)
            let cache = CellCache.standard()
            let bench = try await GradingBench.prepare(for: document, toolchain: Toolchain.find(cache: cache.root), cache: cache, jail: nil, progress: terminal.progress)
            let runner = try VariantBench(document, bench: bench, source: assignment.source)
            let expectations: ReleaseExpectations
            do { expectations = try await runner.releaseExpectations() } catch {
                await runner.finish()
                throw error
            }
            await runner.finish()
            let files = try ReleaseFiles(
                document, named: name, expecting: expectations, given: try given.paths.map { .init(path: $0, bytes: try given.bytes(of: $0)) },
                prefix: assignment.release.relativePath + "/")
            let before = FileManager.default.subpaths(atPath: assignment.release.path) ?? []
            try WholeFolder.write(files.files, to: assignment.release)
            let gone = before.filter { access(assignment.release.appending(path: $0).path, F_OK) != 0 }.sorted()
            if !gone.isEmpty { terminal.progress("\(assignment.release.relativePath): removed what is not of this release: \(gone.joined(separator: ", "))") }
            TerminalStream.standardOutput.write(Self.summary(AssignmentOutline(document), files, at: assignment.release.relativePath) + "\n")
        }

        /// `1-cnn/release: cnn.md and 3 files; 12 points: 6 by public checks, 2 by hidden ones, 4 by hand`
        static func summary(_ outline: AssignmentOutline, _ files: ReleaseFiles, at path: String) -> String {
            let others = files.files.count - 1
            let list = (files.files.first?.path ?? "") + (others == 0 ? "" : " and \(others) other file\(others == 1 ? "" : "s")")
            let parts = [(outline.publicPoints, "by public checks"), (outline.hiddenPoints, "by hidden ones"), (outline.textPoints, "by hand")]
                .filter { $0.0 > 0 }.map { "\(PointsText.text($0.0)) \($0.1)" }
            return "\(path): \(list); \(PointsText.words(outline.total))" + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
        }
    }
}
