import CellCompiler
import Foundation
import KernelHost
import Notebook

/// Runs the teacher's own notebook with the public seed, to learn what its public checks observe. What it runs is the
/// teacher's, so it needs no jail.
public struct ReferenceObserver: Sendable {
    private let toolchain: Toolchain
    private let cache: CellCache
    private let options: NotebookRunner.Options
    private let progress: @Sendable (String) -> Void

    public init(
        toolchain: Toolchain, cache: CellCache, options: NotebookRunner.Options = .init(), progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.toolchain = toolchain
        self.cache = cache
        self.options = options
        self.progress = progress
    }

    /// - Throws: `ReleaseFault` where a cell of the notebook fails, and what the runner throws.
    public func expectations(
        of document: NotebookDocument, report: @escaping @Sendable (NotebookRunner.Event) -> Void = { _ in }
    ) async throws -> ReleaseExpectations {
        let plan = ReferencePlan(document)
        guard plan.isNeeded else { return ReleaseExpectations() }
        let checks = FileManager.default.temporaryDirectory.appending(path: "landuse-checks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: checks.appending(path: "inputs"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: checks) }
        try Data("\(PublicSeed.value)\n".utf8).write(to: checks.appending(path: "seed"))

        var options = options
        options.keepGoing = false
        options.environment = KernelEnvironment(seed: document.frontMatter.seed).variables.merging(["LANDUSE_CHECKS": checks.path]) { $1 }
        let runner = NotebookRunner(toolchain: toolchain, cache: cache, options: options, progress: progress)
        switch try await runner.run(plan.document, report: report) {
        case .broken(let diagnostics): throw ReleaseFault(diagnostics)
        case .executed(let notebook, let interruption):
            let failed = notebook.cells.filter { !$0.outcome.isAsExpected }
            guard failed.isEmpty, interruption == nil else { throw ReleaseFault(failed.map { Self.diagnostic($0, path: document.path) } + Self.remark(interruption, document)) }
            return try plan.expectations(notebook)
        }
    }

    private static func diagnostic(_ cell: ExecutedCell, path: String) -> Diagnostic {
        let failure = cell.outputs.lazy.compactMap { if case .error(let failure) = $0 { failure } else { nil } }.first
        let reason = if case .skipped(let reason) = cell.outcome { "it was not run: \(reason)" } else { failure?.reason ?? "it failed" }
        let position = failure?.frames.first?.position ?? cell.cell.position(line: 1, column: 1)
        return Diagnostic(.error, path: path, position: position, message: "the teacher's own notebook does not run to its end, in `\(cell.cell.id)`: \(reason)")
    }

    private static func remark(_ interruption: NotebookRunner.Interruption?, _ document: NotebookDocument) -> [Diagnostic] {
        guard let interruption else { return [] }
        let words = switch interruption {
        case .timeLimit: "a time limit ended it"
        case .kernelDied: "its kernel died"
        case .interrupted: "it was interrupted"
        }
        return [Diagnostic(.error, path: document.path, position: nil, message: "the teacher's own notebook does not run to its end: \(words)")]
    }
}
