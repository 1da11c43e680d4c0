import ArgumentParser
import CellCompiler
import Foundation
import KernelHost
import Notebook

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Type-check all cells of notebooks and run nothing.",
        discussion: "Every error and warning goes to standard error as path:line:column: severity: message.")

    @Argument(help: "The notebooks, Markdown files.")
    var notebooks: [String]

    func run() async throws {
        let documents = try notebooks.map(readNotebook)
        var isClean = true
        for document in documents {
            let terminal = TerminalReporter(path: document.path, results: .standardOutput)
            do {
                let cache = CellCache.standard()
                let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: cache.root), cache: cache, progress: terminal.progress)
                let diagnostics = try await runner.check(document)
                terminal.show(diagnostics)
                if diagnostics.contains(where: { $0.severity == .error }) { isClean = false }
            } catch let error as NotebookError {
                terminal.show(error.diagnostics)
                isClean = false
            } catch {
                terminal.fault(error)
                throw ExitCode.fault
            }
        }
        if !isClean { throw ExitCode.cellFailed }
    }
}
