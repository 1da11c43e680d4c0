import CellCompiler
import KernelHost
import Notebook

/// Keeps one session for a notebook, and starts another where the front matter asks for another kernel.
actor SessionKeeper {
    private let toolchain: Toolchain
    private let cache: CellCache
    private let options: NotebookSession.Options
    private let progress: @Sendable (String) -> Void
    private var session: NotebookSession?
    private var hasEnded = false

    init(toolchain: Toolchain, cache: CellCache, options: NotebookSession.Options, progress: @escaping @Sendable (String) -> Void) {
        self.toolchain = toolchain
        self.cache = cache
        self.options = options
        self.progress = progress
    }

    /// The session in which a version of the notebook runs.
    func session(for document: NotebookDocument) async throws -> NotebookSession {
        if let session, session.frontMatter.hasSameKernel(as: document.frontMatter) { return session }
        await session?.stop()
        session = nil
        let started = try await NotebookSession.start(for: document, toolchain: toolchain, cache: cache, options: options, progress: progress)
        guard !hasEnded else {
            await started.stop()
            throw CancellationError()
        }
        session = started
        return started
    }

    /// Ends the session, whatever it runs, and starts no other.
    func end() async {
        hasEnded = true
        await session?.stop()
        session = nil
    }
}

extension FrontMatter {
    /// Whether cells under these settings run in one kernel, and are compiled alike.
    func hasSameKernel(as other: FrontMatter) -> Bool {
        libraries == other.libraries && seed == other.seed && optimize == other.optimize
    }
}
