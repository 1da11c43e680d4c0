import Synchronization

/// The latest page, and those who wait for the next. A slow reader misses versions between two that it gets, which
/// is no loss: each is told whole.
final class VersionFeed: Sendable {
    private struct State {
        var page: PublishedPage
        var readers: [Int: AsyncStream<PageVersion>.Continuation] = [:]
        var nextReader = 0
        var isFinished = false
    }

    private let state: Mutex<State>

    init(_ page: PublishedPage) { state = Mutex(State(page: page)) }

    /// The latest page.
    var page: PublishedPage { state.withLock { $0.page } }

    func publish(_ page: PublishedPage) {
        state.withLock { state in
            let isNew = page.version != state.page.version
            state.page = page
            if isNew { for reader in state.readers.values { reader.yield(page.version) } }
        }
    }

    /// The version there is, and those that follow.
    func versions() -> AsyncStream<PageVersion> {
        let (stream, continuation) = AsyncStream.makeStream(of: PageVersion.self, bufferingPolicy: .bufferingNewest(1))
        let reader: Int? = state.withLock { state in
            guard !state.isFinished else { return nil }
            state.nextReader += 1
            state.readers[state.nextReader] = continuation
            continuation.yield(state.page.version)
            return state.nextReader
        }
        guard let reader else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.readers[reader] = nil } }
        return stream
    }

    /// Ends all streams.
    func finish() {
        let readers = state.withLock { state in
            state.isFinished = true
            defer { state.readers = [:] }
            return state.readers.values
        }
        for reader in readers { reader.finish() }
    }
}
