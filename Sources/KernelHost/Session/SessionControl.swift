import Synchronization

/// What can be asked of a session from outside while it is at work.
final class SessionControl: Sendable {
    private struct State {
        /// The kernel that runs a cell.
        var kernel: KernelSession?
        /// Whether a whole document is being run.
        var isBusy = false
        var isStopAsked = false
    }

    private let state = Mutex(State())

    /// A document's cells begin to run.
    func begin() {
        state.withLock {
            $0.isBusy = true
            $0.isStopAsked = false
        }
    }

    func end() { state.withLock { $0.isBusy = false } }

    /// Whether somebody asked to stop since `begin`.
    var isStopAsked: Bool { state.withLock { $0.isBusy && $0.isStopAsked } }

    func run(in kernel: KernelSession?) { state.withLock { $0.kernel = kernel } }

    /// Gives whether there was anything to interrupt.
    func interrupt() -> Bool {
        let (kernel, isBusy) = state.withLock { state in
            state.isStopAsked = true
            return (state.kernel, state.isBusy)
        }
        kernel?.interrupt()
        return kernel != nil || isBusy
    }
}
