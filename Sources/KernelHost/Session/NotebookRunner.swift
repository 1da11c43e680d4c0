import CellCompiler
import Foundation
import Notebook

/// Runs a notebook: compiles all of it, then runs its cells in order in one session.
public struct NotebookRunner: Sendable {
    public struct Options: Sendable {
        /// Run what does compile, where something does not.
        public var keepGoing = false
        /// The most seconds for one cell; a cell's own limit and the notebook's come first.
        public var timeLimit: Double?
        public init() {}
    }

    /// What happens while a notebook runs.
    public enum Event: Sendable {
        case compiling(cells: Int)
        case compiled(cells: Int, cached: Int, seconds: Double)
        case started(Cell)
        case output(Cell, Output)
        case finished(ExecutedCell)
    }

    /// What came of it.
    public enum Result: Sendable {
        /// Something does not compile, and nothing was run.
        case broken([Diagnostic])
        case executed(ExecutedNotebook, Interruption?)
    }

    /// What kept a session from its end.
    public enum Interruption: Sendable { case timeLimit, kernelDied }

    private let toolchain: Toolchain
    private let cache: CellCache
    private let options: Options
    private let progress: @Sendable (String) -> Void

    public init(toolchain: Toolchain, cache: CellCache, options: Options = Options(), progress: @escaping @Sendable (String) -> Void = { _ in }) {
        self.toolchain = toolchain
        self.cache = cache
        self.options = options
        self.progress = progress
    }

    /// Compiles the cells of a notebook and runs nothing.
    public func check(_ document: NotebookDocument) async throws -> [Diagnostic] {
        try await NotebookChecker(toolchain: toolchain, cache: cache, progress: progress).check(document).diagnostics
    }

    /// Runs a notebook.
    public func run(_ document: NotebookDocument, report: @escaping @Sendable (Event) -> Void) async throws -> Result {
        let build = try await KernelBuilder(toolchain: toolchain, cache: cache, progress: progress).build(for: document)
        let environment = KernelEnvironment(seed: document.frontMatter.seed)
        // The kernel starts while the cells compile.
        async let starting = KernelSession.start(build, toolchain: toolchain, notebook: document.path, environment: environment)
        let begin = ContinuousClock.now
        report(.compiling(cells: document.cells.count))
        let compilations: [String: CellCompilation]
        do {
            compilations = try await compile(document, build)
        } catch {
            _ = try? await starting.stop()
            throw error
        }
        let cached = compilations.values.reduce(0) { if case .compiled(let cell) = $1, cell.wasCached { $0 + 1 } else { $0 } }
        report(.compiled(cells: compilations.count, cached: cached, seconds: (ContinuousClock.now - begin).seconds))
        let session = try await starting
        defer { session.stop() }
        // A cell that is meant to fail may fail to compile.
        let isBroken = document.cells.contains { cell in
            if case .broken? = compilations[cell.id] { !cell.options.expectsError } else { false }
        }
        if isBroken, !options.keepGoing {
            return .broken(CompilationDiagnostics.byCell(compilations, of: document).flatMap(\.diagnostics))
        }
        return await execute(document, compilations, in: session, environment: environment, report: report)
    }

    private func compile(_ document: NotebookDocument, _ build: KernelBuild) async throws -> [String: CellCompilation] {
        let compiler = CellCompiler(toolchain: toolchain, libraries: build.imports, cache: cache, optimize: document.frontMatter.optimize)
        let cells = document.cells.filter(\.options.eval)
        let compilations = try await compiler.compile(cells, path: document.path)
        return Dictionary(uniqueKeysWithValues: zip(cells.map(\.id), compilations))
    }

    private func execute(
        _ document: NotebookDocument, _ compilations: [String: CellCompilation], in session: KernelSession, environment: KernelEnvironment,
        report: @escaping @Sendable (Event) -> Void
    ) async -> Result {
        let startedAt = Date.now.timeIntervalSince1970, start = ContinuousClock.now
        var state = SessionState()
        var executed: [ExecutedCell] = []
        var interruption: Interruption?
        for cell in document.cells {
            var result: ExecutedCell
            switch compilations[cell.id] {
            case nil: result = ExecutedCell(cell: cell, outcome: .notEvaluated)
            case .broken(let diagnostics, let needs)?:
                let isExpected = cell.options.expectsError && needs.isEmpty
                let reason = needs.isEmpty ? "it does not compile" : "it needs \(needs.joined(separator: ", ")), which does not compile"
                result = ExecutedCell(cell: cell, outcome: isExpected ? .failedAsExpected : .skipped(reason: reason), diagnostics: diagnostics)
            case .compiled(let compiled)?:
                if interruption != nil {
                    result = ExecutedCell(cell: cell, outcome: .skipped(reason: "the session had ended"), diagnostics: compiled.diagnostics)
                } else if let reason = state.reasonToSkip(compiled.module) {
                    state.skipped(compiled.module, cell: cell.id)
                    result = ExecutedCell(cell: cell, outcome: .skipped(reason: reason), diagnostics: compiled.diagnostics)
                } else {
                    report(.started(cell))
                    let limit = cell.options.timeout ?? document.frontMatter.timeout ?? options.timeLimit
                    let run = await session.run(compiled, timeLimit: limit) { report(.output(cell, $0)) }
                    switch run.ending {
                    case .finished: state.finished(compiled.module)
                    case .failed: state.failed(compiled.module, cell: cell.id, stepsFinished: run.stepsFinished)
                    case .timedOut: interruption = .timeLimit
                    case .died: interruption = .kernelDied
                    }
                    var outputs = run.outputs
                    if run.ending == .finished, cell.options.expectsError {
                        let failure = CellFailure(name: "NoError", reason: "the cell ran to its end although it says 'expect: error'")
                        outputs.append(.error(failure))
                        report(.output(cell, .error(failure)))
                    }
                    result = ExecutedCell(
                        cell: cell, outcome: outcome(of: run.ending, cell), outputs: outputs, diagnostics: compiled.diagnostics,
                        duration: run.duration)
                }
            }
            report(.finished(result))
            executed.append(result)
        }
        let notebook = ExecutedNotebook(
            document: document, cells: executed, startedAt: startedAt, duration: (ContinuousClock.now - start).seconds,
            provenance: Provenance.facts(document: document, toolchain: toolchain, environment: environment))
        return .executed(notebook, interruption)
    }

    private func outcome(of ending: KernelSession.Ending, _ cell: Cell) -> ExecutedCell.Outcome {
        switch (ending, cell.options.expectsError) {
        case (.finished, false): .finished
        case (.failed, true): .failedAsExpected
        default: .failed
        }
    }
}
