import ArgumentParser
import Assignments
import CellCompiler
import Foundation
import KernelHost
import Notebook

extension AssignmentCommand {
    struct Pack: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Pack a completed notebook into the file to hand in, and say what is still undone.",
            discussion: """
                The file is a ZIP with the notebook and the pictures beside it that its prose names. It is called as the notebook \
                or its folder is: name either as you are to be known, or say -o NAME.zip. Nothing is run unless you say --check.
                """)

        @Argument(help: "The notebook, or the folder that it is in.")
        var work: String

        @Option(name: .shortAndLong, help: "The file to write.")
        var output: String?

        @Flag(help: "Run the notebook first, and say which of its checks do not pass.")
        var check = false

        func run() async throws {
            let terminal = TerminalReporter(path: work, results: .standardError)
            try await AssignmentCommand.reporting(terminal) { try await pack(terminal) }
        }

        private func pack(_ terminal: TerminalReporter) async throws {
            let given = URL(filePath: work).standardizedFileURL
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: given.path, isDirectory: &isFolder)
            let notebook = isThere && isFolder.boolValue ? try AssignmentFolder.notebook(in: URL(filePath: work)) : URL(filePath: work)
            let document = try NotebookDocument.read(path: notebook.relativePath)
            guard document.frontMatter.assignment != nil else {
                standardError("\(notebook.relativePath): error: this is no assignment, for its front matter has no `assignment`; name the notebook that you were given\n")
                throw ExitCode.cellFailed
            }
            guard !document.cells.contains(where: { !$0.solutionRegions.isEmpty }) else {
                standardError("\(notebook.relativePath): error: this is the teacher's notebook, with solutions in it; pack what students have, from the folder release\n")
                throw ExitCode.cellFailed
            }
            let name = isThere && isFolder.boolValue ? given.lastPathComponent : given.deletingPathExtension().lastPathComponent
            let file = URL(filePath: output ?? name + ".zip")
            try WholeFile.checkWritable(file)
            try WholeFile.checkDistinct([(role: "notebook", file: notebook), (role: "packed file", file: file)])
            let files = [ReleaseFiles.File(path: notebook.lastPathComponent, bytes: document.source)] + images(of: document, beside: notebook, terminal)
            let archive = try ZipWriter.bytes(files)
            for (what, size, most) in [(notebook.relativePath, document.source.count, HandInLimits.notebook), ("the packed file", archive.count, HandInLimits.archive)] where size > most {
                standardError("\(notebook.relativePath): error: \(what) would have \(size) bytes, and at most \(most) are graded; take out pictures, or make them smaller\n")
                throw ExitCode.cellFailed
            }
            try WholeFile.write(archive, to: file)
            let undone = Undone(document).lines + (check ? try await failedChecks(document, terminal) : [])
            TerminalStream.standardOutput.write((["\(file.relativePath): \(files.map(\.path).joined(separator: ", "))"] + undone.map { "still undone: \($0)" }).map { $0 + "\n" }.joined())
        }

        private func images(of document: NotebookDocument, beside notebook: URL, _ terminal: TerminalReporter) -> [ReleaseFiles.File] {
            let folder = notebook.deletingLastPathComponent()
            return NamedImages.paths(in: document).compactMap { path in
                let place = folder.appending(path: path)
                // Nothing from elsewhere goes along by way of a link.
                let isInside = place.resolvingSymlinksInPath().path == folder.resolvingSymlinksInPath().appending(path: path).path
                guard isInside, let data = try? Data(contentsOf: place) else {
                    terminal.show([Diagnostic(.warning, path: document.path, position: nil, message: "the picture \(path) cannot be read beside the notebook, so it is not packed")])
                    return nil
                }
                return ReleaseFiles.File(path: path, bytes: [UInt8](data))
            }
        }

        /// The public checks that do not pass, a line each.
        private func failedChecks(_ document: NotebookDocument, _ terminal: TerminalReporter) async throws -> [String] {
            let cache = CellCache.standard()
            var options = NotebookRunner.Options()
            options.keepGoing = true
            let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: cache.root), cache: cache, options: options, progress: terminal.progress)
            guard case .executed(let executed, _) = try await runner.run(document, report: { _ in }) else {
                preconditionFailure("a run that keeps going runs what compiles")
            }
            return PublicStanding(executed) { Observation.value(in: $0.outputs) }.checks.compactMap { check in
                switch check.state {
                case .passed, .undecided: nil
                case .failed(let reason), .notReached(let reason): "the check `\(check.id)` (\(PointsText.words(check.options.points))): \(reason)"
                }
            }
        }
    }
}
