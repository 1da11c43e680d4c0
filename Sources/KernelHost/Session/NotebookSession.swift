import CellCompiler
import Foundation
import Notebook

/// A notebook's live session: compiles cells with what ran before in scope, runs them in one kernel, and
/// where the kernel is lost, starts another one in which the finished cells are run again.
///
/// A prompt feeds it cell by cell (`run`), a notebook or a preview whole documents (`update`). One of them at a
/// time; `interrupt` at any time.
public actor NotebookSession {
    public typealias Event = NotebookRunner.Event
    public typealias Options = NotebookRunner.Options

    public nonisolated let path: String
    public nonisolated let frontMatter: FrontMatter
    /// Compiles cells as the session does.
    public nonisolated let compiler: CellCompiler
    let build: KernelBuild
    let toolchain: Toolchain
    let options: Options
    let environment: KernelEnvironment

    /// `nil` until a cell needs one again.
    var kernel: KernelSession?
    var history = SessionHistory()
    /// Whether the kernel died, and is not to be replaced.
    var hasEnded = false
    /// Kernels that were started.
    var kernelsStarted = 0
    /// Bytes that outputs have taken.
    var outputBytes = 0
    /// The document that the session was brought to last: what came of compiling each cell, by id.
    var compilations: [String: CellCompilation] = [:]
    nonisolated let control = SessionControl()

    /// Starts a session for a notebook; none of its cells is run.
    /// - Throws: `BuildError`, `NotebookError` where the front matter names no library that there is, `KernelError`.
    public static func start(
        for document: NotebookDocument, toolchain: Toolchain, cache: CellCache, options: Options = Options(), build: KernelBuild? = nil,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> NotebookSession {
        var build = build
        if build == nil { build = try await KernelBuilder(toolchain: toolchain, cache: cache.trusted, progress: progress).build(for: document) }
        guard let build else { throw KernelError.notStarted(document.path) }
        let compiler = CellCompiler(
            toolchain: toolchain, libraries: build.imports, cache: cache, optimize: document.frontMatter.optimize,
            launch: options.launches.compiler ?? .plain, macros: options.macros, blamesCells: options.launches.compiler != nil)
        let session = NotebookSession(document, build, compiler, toolchain, options)
        // It gets ready while the first cells compile.
        _ = try await session.liveKernel()
        return session
    }

    private init(_ document: NotebookDocument, _ build: KernelBuild, _ compiler: CellCompiler, _ toolchain: Toolchain, _ options: Options) {
        path = document.path
        frontMatter = document.frontMatter
        environment = KernelEnvironment(
            user: options.environment ?? ProcessInfo.processInfo.environment, seed: document.frontMatter.seed,
            memoryLimit: options.memoryLimit ?? MachineMemory.reasonableLimit)
        self.build = build
        self.compiler = compiler
        self.toolchain = toolchain
        self.options = options
    }

    /// The cells that ran, oldest first, in all the versions in which they ran.
    public var executed: [ExecutedCell] { history.runs.map(\.executed) }

    /// The same cells as the compiler knows them.
    public var compiled: [CompiledCell] { history.compiled }

    /// Stops the running cell where that is safe; a second time, wherever it is. A document whose cells are being
    /// run stops with it, or, between two of them, before the next. Gives whether there was anything to stop.
    @discardableResult
    public nonisolated func interrupt() -> Bool { control.interrupt() }

    /// Ends the kernel and the session.
    public func stop() {
        kernel?.stop()
        kernel = nil
        hasEnded = true
    }

    /// Compiles a cell with everything that ran in scope, and runs it.
    /// - Returns: what came of it; a cell that does not compile is skipped, and brings its diagnostics.
    public func run(_ cell: Cell, report: @escaping @Sendable (Event) -> Void) async throws -> ExecutedCell {
        guard let compilation = try await compiler.compile([cell], after: history.compiled, path: path).first else {
            return ExecutedCell(cell: cell, outcome: .notEvaluated)
        }
        return try await execute(cell, compilation, after: history.runs, timeLimit: frontMatter.timeout, report: report).executed
    }

    /// Brings the session to what a document says: compiles all of its cells, and runs those that have not run
    /// in this very version. A cell's version changes with its code, and with that of all the cells it needs.
    /// - Parameter held: cells that are compiled at their place and not run; see `runHeld`. What they declare no other sees:
    ///   nobody who writes a cell can ask the compiler what is in them.
    public func update(
        to document: NotebookDocument, holding held: Set<String> = [], report: @escaping @Sendable (Event) -> Void
    ) async throws -> NotebookRunner.Result {
        control.begin()
        defer { control.end() }
        let compilations = try await compile(document, holding: held, report: report)
        self.compilations = compilations
        // A cell that is meant to fail may fail to compile.
        let isBroken = document.cells.contains { cell in
            if case .broken? = compilations[cell.id] { !cell.options.expectsError } else { false }
        }
        if isBroken, !options.keepGoing { return .broken(NotebookDiagnostics.all(compilations, of: document)) }
        history.keep(only: Set(compilations.values.compactMap { if case .compiled(let cell) = $0 { cell.module.name } else { nil } }))
        let startedAt = Date.now.timeIntervalSince1970, start = ContinuousClock.now
        var executed: [ExecutedCell] = [], before: [SessionHistory.Run] = []
        var interruption: NotebookRunner.Interruption?
        for cell in document.cells {
            guard let compilation = compilations[cell.id], !held.contains(cell.id) else {
                executed.append(ExecutedCell(cell: cell, outcome: .notEvaluated))
                report(.finished(executed[executed.count - 1]))
                continue
            }
            if case .compiled(let compiled) = compilation, let run = history.run(of: compiled.module.name), run.trace != .skipped {
                executed.append(run.executed.moved(to: cell, diagnostics: compiled.diagnostics))
                report(.kept(executed[executed.count - 1]))
                before.append(run)
                continue
            }
            let left = (document.frontMatter.totalTimeout ?? options.totalTimeLimit).map { $0 - (ContinuousClock.now - start) / .seconds(1) }
            let isStopped = options.stopsWhenInterrupted && control.isStopAsked, isLate = left ?? 1 <= 0
            if isStopped || isLate {
                let ended = isStopped ? Self.wasInterrupted : "the notebook's time was over"
                interruption = isStopped ? .interrupted : interruption ?? .timeLimit
                executed.append(ExecutedCell(cell: cell, outcome: .skipped(reason: ended), diagnostics: compilation.diagnostics))
                report(.finished(executed[executed.count - 1]))
                continue
            }
            let (result, run, reason, updates) = try await execute(
                cell, compilation, after: before, timeLimit: document.frontMatter.timeout, timeLeft: left, report: report)
            for bundle in updates { for index in executed.indices { executed[index].outputs.update(with: bundle) } }
            executed.append(result)
            if let run { before.append(run) }
            interruption = interruption ?? reason
        }
        let facts = Provenance.facts(build, toolchain: toolchain, environment: environment)
        var notebook = ExecutedNotebook(
            document: document, cells: executed, startedAt: startedAt, duration: (ContinuousClock.now - start) / .seconds(1),
            provenance: Provenance.list(facts, of: document))
        notebook.facts = facts
        return .executed(notebook, interruption)
    }

    /// Starts a new kernel, in which the finished cells are run again, or none.
    public func restart(replay: Bool, report: @escaping @Sendable (Event) -> Void = { _ in }) async throws {
        kernel?.stop()
        kernel = nil
        hasEnded = false
        if !replay { history = SessionHistory() }
        history.kernelWasLost()
        _ = try await liveKernel(report: report)
    }

    static let wasInterrupted = "the run was interrupted"

    private func compile(_ document: NotebookDocument, holding held: Set<String>, report: (Event) -> Void) async throws -> [String: CellCompilation] {
        let begin = ContinuousClock.now
        let cells = document.cells.filter(\.options.eval)
        report(.compiling(cells: document.cells.count))
        let (compilations, findings) = try await compiler.compileNotebook(cells, apart: held, path: document.path, slots: options.slots ?? JobSlots())
        options.explainCache?(findings)
        let cached = compilations.count { if case .compiled(let cell) = $0 { cell.wasCached } else { false } }
        report(.compiled(cells: compilations.count, cached: cached, seconds: (ContinuousClock.now - begin) / .seconds(1)))
        return Dictionary(uniqueKeysWithValues: zip(cells.map(\.id), compilations))
    }

    /// Runs a cell, or says why not.
    func execute(
        _ cell: Cell, _ compilation: CellCompilation, after before: [SessionHistory.Run], timeLimit: Double?, timeLeft: Double? = nil,
        report: @escaping @Sendable (Event) -> Void
    ) async throws -> (executed: ExecutedCell, run: SessionHistory.Run?, interruption: NotebookRunner.Interruption?, updates: [MediaBundle]) {
        var result: ExecutedCell, trace: SessionHistory.Trace?, interruption: NotebookRunner.Interruption?, updates: [MediaBundle] = []
        switch compilation {
        case .broken(let diagnostics, let needs):
            let isExpected = cell.options.expectsError && needs.isEmpty
            let reason = needs.isEmpty ? "it does not compile" : "it needs \(needs.joined(separator: ", ")), which does not compile"
            result = ExecutedCell(cell: cell, outcome: isExpected ? .failedAsExpected : .skipped(reason: reason), diagnostics: diagnostics)
        case .compiled(let compiled):
            result = ExecutedCell(cell: cell, outcome: .finished, diagnostics: compiled.diagnostics)
            // First of all: where cells are run again, it may turn out that one of them is lost.
            let kernel = hasEnded ? nil : try await liveKernel(report: report)
            if kernel == nil, !hasEnded { interruption = .interrupted }
            if let reason = kernel == nil ? (hasEnded ? "the session had ended" : Self.wasInterrupted) : SessionHistory.state(of: current(before)).reasonToSkip(compiled.module) {
                result.outcome = .skipped(reason: reason)
                trace = .skipped
            } else if let kernel {
                report(.started(cell))
                let limit = [cell.options.timeout ?? timeLimit ?? options.timeLimit, timeLeft].compactMap { $0 }.min()
                let displays = history.displays(besidesCell: cell.id)
                let room = options.outputLimit.map { $0 - outputBytes }
                let run = await run(compiled, timeLimit: limit, room: room, shownEarlier: Set(displays.keys), in: kernel) { change in
                    switch change {
                    case .added(let output): report(.output(cell, output))
                    case .updated(let bundle): report(.updated(bundle.displayID.flatMap { displays[$0] } ?? cell, bundle))
                    }
                }
                outputBytes += run.outputBytes
                updates = run.earlierUpdates
                history.update(with: updates)
                (trace, interruption) = settle(run)
                result.outputs = run.outputs
                result.duration = run.duration
                if run.ending == .finished, cell.options.expectsError {
                    let failure = CellFailure(name: "NoError", reason: "the cell ran to its end although it says 'expect: error'")
                    result.outputs.append(.error(failure))
                    report(.output(cell, .error(failure)))
                }
                result.outcome = Self.outcome(of: run.ending, cell)
            }
        }
        report(.finished(result))
        guard case .compiled(let compiled) = compilation, let trace else { return (result, nil, interruption, updates) }
        let run = SessionHistory.Run(compiled: compiled, executed: result, trace: trace)
        history.append(run)
        return (result, run, interruption, updates)
    }

    private static func outcome(of ending: KernelSession.Ending, _ cell: Cell) -> ExecutedCell.Outcome {
        switch (ending, cell.options.expectsError) {
        case (.finished, false): .finished
        case (.failed, true): .failedAsExpected
        default: .failed
        }
    }
}
