import Synchronization

/// A bar that fills while something goes on; a report has its last state.
///
///     let bar = ProgressBar("tiles", total: 400)
///     for tile in tiles { classify(tile); bar.advance() }
///
/// `progress(_:_:)` does the same for a loop over a sequence. A bar that is made at the same place again, by a
/// loop around it, takes the old one's place. It is shown ten times a second at most, and in the end.
public final class ProgressBar: Displayable, Sendable {
    private struct Content {
        var state: ProgressState
        /// When it was shown last; `nil` before it was.
        var shown: ContinuousClock.Instant?
        /// Whether it has changed since.
        var isPending = false
    }

    private let id: String
    private let start = ContinuousClock.now
    private let content: Mutex<Content>

    /// - Parameter total: how many steps there are; `nil` where nobody knows.
    public init(_ label: String = "", total: Int? = nil, file: StaticString = #fileID, line: UInt = #line, column: UInt = #column) {
        // A run's own: the function that makes the bar may be called by many cells.
        id = "progress \(DisplaySink.run) \(file):\(line):\(column) \(label)"
        content = Mutex(Content(state: ProgressState(label: label, total: total)))
        change { _ in }
    }

    /// How many steps are done.
    public var completed: Int { content.withLock { $0.state.completed } }

    /// Words behind the bar: "loss 0.31".
    public var note: String {
        get { content.withLock { $0.state.note } }
        set { change { $0.note = newValue } }
    }

    /// Says that steps are done.
    public func advance(by steps: Int = 1) { change { $0.completed += steps } }

    /// Says that no more steps come, however many are done.
    public func finish() { change { $0.isFinished = true } }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: content.withLock { $0.state }.text(elapsed: elapsed))
    }

    private var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }

    private static let interval = Duration.milliseconds(100)

    private func change(_ change: (inout ProgressState) -> Void) {
        let now = ContinuousClock.now
        let (isDue, isNewlyPending) = content.withLock { content in
            change(&content.state)
            let isDue = content.state.isComplete || content.shown.map { now - $0 >= Self.interval } ?? true
            defer { content.isPending = !isDue }
            if isDue { content.shown = now }
            return (isDue, !isDue && !content.isPending)
        }
        if isDue { show() } else if isNewlyPending { PendingBars.add(self) }
    }

    private func show() {
        let isComplete = content.withLock { $0.state.isComplete }
        DisplaySink.showProgress(mimeBundle, id: id, isLast: isComplete)
    }

    /// Shows what has changed since it was shown last. Whoever holds the lock now is about to do that itself.
    func showIfPending() {
        let isPending = content.withLockIfAvailable { content in
            defer { content.isPending = false }
            return content.isPending
        }
        if isPending == true { show() }
    }
}

/// Bars whose last state has not been shown, because the one before it was shown a moment ago.
enum PendingBars {
    private static let bars = Mutex<[ObjectIdentifier: ProgressBar]>([:])

    static func add(_ bar: ProgressBar) { bars.withLock { $0[ObjectIdentifier(bar)] = bar } }

    /// Shows them all. A thread that was stopped may hold the lock for ever; nobody waits for it.
    static func show() {
        let pending = bars.withLockIfAvailable { bars in
            defer { bars = [:] }
            return bars
        }
        for bar in (pending ?? [:]).values { bar.showIfPending() }
    }
}
