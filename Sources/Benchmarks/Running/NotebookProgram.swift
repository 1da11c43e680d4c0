import CellCompiler
import KernelHost
import Notebook
import Synchronization

extension Workbench {
    /// What the cells of a notebook among the programs print, in a kernel of its own.
    /// - Throws: `BenchmarkError.cellFailed`, where a cell does not compile or fails.
    func printed(byProgram name: String, setting parameters: [ParameterAssignment]) async throws -> String {
        let document = try NotebookDocument.read(path: source(name).path, setting: parameters)
        let printed = Mutex("")
        let runner = NotebookRunner(toolchain: toolchain, cache: .standard(), progress: progress)
        let result = try await runner.run(document) { event in
            if case .output(_, .stream(.stdout, let text)) = event { printed.withLock { $0 += text } }
        }
        switch result {
        case .broken(let diagnostics): throw BenchmarkError.cellFailed(diagnostics.map(\.description).joined(separator: "\n"))
        case .executed(let notebook, _):
            guard notebook.succeeded else { throw BenchmarkError.cellFailed(printed.withLock { $0 }) }
        }
        return printed.withLock { $0 }
    }
}
