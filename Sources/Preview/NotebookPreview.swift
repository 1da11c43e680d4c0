import CellCompiler
import Foundation
import KernelHost
import Notebook

/// A notebook as a page in the browser, kept like its file: each save runs what it changed, and the page shows it
/// as it happens.
///
///     let preview = try await NotebookPreview.start(path: "first.md", toolchain: toolchain, cache: cache)
///     print(preview.address)
///     await preview.run()
public actor NotebookPreview {
    public struct Options: Sendable {
        /// Where the page is served; `nil` for a port that is free, the same one for the same notebook if that can be.
        public var port: UInt16?
        /// Values for the notebook's parameters.
        public var parameters: [ParameterAssignment] = []
        public var session: NotebookSession.Options = NotebookSession.Options()
        public init() {}
    }

    /// What a preview tells its terminal.
    public enum Message: Sendable {
        case note(String)
        case diagnostics([Diagnostic])
        /// A cell failed that was not meant to.
        case failure(CellFailure)
    }

    /// Where the page is.
    public nonisolated let address: URL

    private let path: String
    private let parameters: [ParameterAssignment]
    private let server: PreviewServer
    private let feed: VersionFeed
    private let follower: NotebookFollower
    private let sessions: SessionKeeper
    /// What a session says of its start, which may take a minute.
    private let steps: AsyncStream<String>
    private let tell: @Sendable (Message) -> Void

    private var state: PreviewState
    /// Whether the notebook's file has gone.
    private var isGone = false
    /// What takes its time just now; empty for nothing.
    private var activity = ""
    /// The version that is to run, the one that runs, and the cells of that which need not any more.
    private var wanted: NotebookDocument?
    private var running: (document: NotebookDocument, session: NotebookSession?, cell: String?)?
    private var outdated: Set<String> = []
    private let (wakes, wake) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    private var page: LivePage
    private var publication: Task<Void, Never>?

    /// Starts to serve a notebook's page; nothing is run yet.
    /// - Parameter tell: told what belongs in the terminal.
    public static func start(
        path: String, toolchain: Toolchain, cache: CellCache, options: Options = Options(), tell: @escaping @Sendable (Message) -> Void = { _ in }
    ) async throws(PreviewError) -> NotebookPreview {
        let state = PreviewState(path: path)
        var page = LivePage(path: path)
        let feed = VersionFeed(page.render(state, notice: "Reading the notebook …", isBusy: true))
        let server = try await PreviewServer.start(port: options.port, for: path, secretIn: cache.root, feed: feed)
        let (steps, step) = AsyncStream.makeStream(of: String.self)
        let sessions = SessionKeeper(toolchain: toolchain, cache: cache, options: options.session) { step.yield($0) }
        return NotebookPreview(path: path, parameters: options.parameters, server: server, feed: feed, sessions: sessions, steps: steps, state: state, page: page, tell: tell)
    }

    private init(
        path: String, parameters: [ParameterAssignment], server: PreviewServer, feed: VersionFeed, sessions: SessionKeeper,
        steps: AsyncStream<String>, state: PreviewState, page: LivePage, tell: @escaping @Sendable (Message) -> Void
    ) {
        self.path = path
        self.parameters = parameters
        self.server = server
        self.feed = feed
        self.sessions = sessions
        self.steps = steps
        self.state = state
        self.page = page
        self.tell = tell
        address = server.address
        follower = NotebookFollower(path: path)
    }

    /// Follows the notebook until the task is cancelled; then its kernel and its server end.
    public func run() async {
        // From here on no save is missed.
        let changes = follower.changes()
        read()
        await withTaskCancellationHandler {
            await withTaskGroup { group in
                group.addTask { for await change in changes { await self.follow(change) } }
                group.addTask { for await _ in self.wakes { await self.runWanted() } }
                group.addTask { for await step in self.steps { await self.show(step: step) } }
            }
        } onCancel: {
            // A cell that runs ends with its kernel, and not before.
            Task { await self.sessions.end() }
        }
        publication?.cancel()
        await server.stop()
    }

    // MARK: Saves

    private func follow(_ change: NotebookFollower.Change) {
        switch change {
        case .notebook: read()
        case .pictures: render(nil)
        case .gone:
            isGone = true
            tell(.note("\(path) has gone; waiting for it to come back"))
            render([])
        }
    }

    /// Reads the notebook as it is now.
    private func read() {
        isGone = false
        do {
            let document = try NotebookDocument.read(path: path, setting: parameters)
            state.open(document)
            wanted = document
            wake.yield()
        } catch {
            wanted = nil
            tell(.diagnostics(error.diagnostics))
            state.refuse(error.diagnostics, in: (try? [UInt8](Data(contentsOf: URL(filePath: path)))) ?? [])
        }
        render(nil)
        Task { await stopOutdated() }
    }

    /// Stops the running cell if the wanted version has changed it, or what it needs.
    private func stopOutdated() async {
        guard let newer = wanted, let running, let session = running.session else { return }
        // What is wrong with the newer version is said when it is its turn.
        let cells = (try? await OutdatedCells.find(running: running.document, newer: newer, compiler: session.compiler)) ?? []
        guard wanted?.source == newer.source, self.running?.document.source == running.document.source else { return }
        outdated = cells
        if let cell = self.running?.cell, outdated.contains(cell) { session.interrupt() }
    }

    // MARK: Runs

    private func runWanted() async {
        while let document = wanted, !Task.isCancelled {
            wanted = nil
            await bring(to: document)
        }
    }

    private func bring(to document: NotebookDocument) async {
        running = (document, nil, nil)
        outdated = []
        activity = "Compiling …"
        state.begin(at: Date.now.timeIntervalSince1970)
        render([])
        let start = ContinuousClock.now
        let (events, continuation) = AsyncStream.makeStream(of: NotebookRunner.Event.self)
        let consumer = Task { for await event in events { self.apply(event) } }
        do {
            let result = try await result(of: document) { continuation.yield($0) }
            continuation.finish()
            await consumer.value
            if case .broken(let diagnostics) = result { tell(.diagnostics(diagnostics)) }
            if state.notebook.document.source == document.source {
                state.finish(result)
                tell(.note(summary(since: start)))
            }
        } catch is CancellationError {
            continuation.finish()
        } catch {
            continuation.finish()
            await consumer.value
            let diagnostics = (error as? NotebookError)?.diagnostics ?? [Diagnostic(.error, path: path, position: nil, message: "\(error)")]
            tell(.diagnostics(diagnostics))
            if state.notebook.document.source == document.source { state.refuse(diagnostics, in: document.source) }
        }
        running = nil
        activity = ""
        render(nil)
    }

    private func result(of document: NotebookDocument, report: @escaping @Sendable (NotebookRunner.Event) -> Void) async throws -> NotebookRunner.Result {
        // Words alone need no kernel.
        guard document.cells.contains(where: \.options.eval) else {
            return .executed(ExecutedNotebook(document: document, cells: [], startedAt: 0, duration: 0, provenance: []), nil)
        }
        let session = try await sessions.session(for: document)
        running?.session = session
        return try await session.update(to: document, report: report)
    }

    private func show(step: String) {
        tell(.note(step + " …"))
        guard running != nil else { return }
        activity = step.prefix(1).uppercased() + step.dropFirst() + " …"
        render([])
    }

    private func apply(_ event: NotebookRunner.Event) {
        switch event {
        case .started(let cell):
            running?.cell = cell.id
            activity = "Running \(cell.id) …"
            if outdated.contains(cell.id) { interruptSoon(cell.id) }
        case .finished: running?.cell = nil
        case .restarted(let replayed, _):
            tell(.note("the kernel was replaced; \(replayed) cell\(replayed == 1 ? "" : "s") that had finished ran again"))
        case .compiling: activity = "Compiling …"
        case .output(let cell, .error(let failure)) where !cell.options.expectsError: tell(.failure(failure))
        case .compiled, .output, .updated, .kept: break
        }
        switch state.apply(event) {
        case .nothing: render([])
        case .cell(let index): render([index])
        case .page: render(nil)
        }
    }

    /// Stops a cell that has just been started although a newer version has changed it.
    private func interruptSoon(_ cell: String) {
        let session = running?.session
        Task {
            // The session says that a cell starts just before it can be interrupted.
            try? await Task.sleep(for: .milliseconds(20))
            if running?.cell == cell { session?.interrupt() }
        }
    }

    /// "3 cells, 1 of them run, in 0.21 s".
    private func summary(since start: ContinuousClock.Instant) -> String {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let failed = state.notebook.cells.count { !$0.outcome.isAsExpected }
        let words = failed == 0 ? "the page is up to date" : "\(failed) cell\(failed == 1 ? "" : "s") failed or did not run"
        return "\(words), in \(String(format: "%.2f", seconds)) s"
    }

    // MARK: The page

    /// Has cells rendered anew, or the whole page, and published soon.
    private func render(_ cells: Set<Int>?) {
        page.change(cells)
        guard publication == nil else { return }
        let wait = page.rest
        publication = Task {
            if wait > .zero { try? await Task.sleep(for: wait) }
            if !Task.isCancelled { publish() }
        }
    }

    private func publish() {
        publication = nil
        let notice = isGone ? "The notebook's file has gone. This page waits for it to come back." : activity
        feed.publish(page.render(state, notice: notice, isBusy: running != nil))
        follower.followPictures(page.pictures)
    }
}
