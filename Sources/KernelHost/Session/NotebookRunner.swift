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
        /// The most seconds for all cells together; the notebook's own limit comes first.
        public var totalTimeLimit: Double?
        /// What happens when the kernel dies.
        public var afterDeath = AfterDeath.replay
        /// Whether an interrupt ends the cells after the interrupted one too.
        public var stopsWhenInterrupted = true
        /// Told for each cell whether it was compiled, and why.
        public var explainCache: (@Sendable ([CacheFinding]) -> Void)?
        /// How the kernel, the compiler and the tools that look into what it made are started.
        public var launches = Launches()
        /// The environment that a kernel takes its own from; `nil` for this process's.
        public var environment: [String: String]?
        /// Bytes that a kernel may take before its cell is stopped; `nil` for most of what is free.
        public var memoryLimit: UInt64?
        /// Bytes that the outputs of all cells together may take, where that is bounded.
        public var outputLimit: Int?
        /// Whether cells may use the standard library's macros; see `CellCompiler`.
        public var macros = true
        /// The folder that cells run in; `nil` for the notebook's own.
        public var workingFolder: URL?
        /// How many kernels may be started in place of lost ones; after that the session has ended.
        public var mostRestarts: Int?
        /// Shared by sessions that compile side by side; `nil` for a session's own.
        public var slots: JobSlots?
        public init() {}
    }

    /// How the programs of a session are started.
    public struct Launches: Sendable {
        public var kernel: ProgramLaunch
        /// A compiler that is started in another way than the plain one is given what nobody vouches for: what it does not
        /// finish counts as a cell that does not compile.
        public var compiler: ProgramLaunch?
        /// The folder that a compiled cell is put into when it is about to run, so that the kernel need not see where it was
        /// compiled, nor any cell before its time; `nil` for where it is.
        public var libraries: URL?
        /// Told each time that a cell has run, or is ended with its kernel, while the kernel's process is there still: which
        /// process was started, and the cell's id.
        public var afterRun: (@Sendable (_ process: Int32, _ cell: String) -> Void)?
        public init(kernel: ProgramLaunch = .plain, compiler: ProgramLaunch? = nil, libraries: URL? = nil) {
            self.kernel = kernel
            self.libraries = libraries
            self.compiler = compiler
        }
    }

    /// What happens when the kernel dies, and the variables with it.
    public enum AfterDeath: String, Sendable, CaseIterable {
        /// Another one is started, and the cells that had finished are run again in it.
        case replay
        /// The rest of the cells are skipped.
        case stop
    }

    /// What happens while a notebook runs.
    public enum Event: Sendable {
        case compiling(cells: Int)
        case compiled(cells: Int, cached: Int, seconds: Double)
        case started(Cell)
        case output(Cell, Output)
        /// A displayed value took the place of the one with the same `displayID`, which the cell shows: the running
        /// cell, or one before it.
        case updated(Cell, MediaBundle)
        case finished(ExecutedCell)
        /// The cell has run before in this very version, and is not run again.
        case kept(ExecutedCell)
        /// A new kernel took the place of one that was lost; so many cells were run again in it.
        case restarted(replayed: Int, seconds: Double)
    }

    /// What came of it.
    public enum Result: Sendable {
        /// Something does not compile, and nothing was run.
        case broken([Diagnostic])
        case executed(ExecutedNotebook, Interruption?)
    }

    /// What kept a cell from its end, and came from outside it.
    public enum Interruption: Sendable { case timeLimit, kernelDied, interrupted }

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
    /// - Parameter started: given the session, so that it can be interrupted.
    public func run(
        _ document: NotebookDocument, started: (NotebookSession) -> Void = { _ in }, report: @escaping @Sendable (Event) -> Void
    ) async throws -> Result {
        let session = try await NotebookSession.start(for: document, toolchain: toolchain, cache: cache, options: options, progress: progress)
        started(session)
        do {
            let result = try await session.update(to: document, report: report)
            await session.stop()
            return result
        } catch {
            await session.stop()
            throw error
        }
    }
}
