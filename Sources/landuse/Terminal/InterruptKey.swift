import Foundation
import Interactive
import Synchronization

/// Ctrl-C, for as long as this lives: it interrupts what runs, and ends the program where nothing does.
final class InterruptKey: Sendable {
    private let pressed = Mutex(false)

    /// - Parameter interrupt: interrupts what runs, and tells whether there was something.
    init(_ interrupt: @escaping @Sendable () -> Bool) {
        SignalWatch.start(SIGINT) { [weak self] in
            self?.pressed.withLock { $0 = true }
            guard !interrupt() else { return }
            signal(SIGINT, SIG_DFL)
            // Not `raise`: this thread may take no signals.
            kill(getpid(), SIGINT)
        }
    }

    /// Whether it was pressed. The compilers that run get the signal too, and fail of it: a moment is waited for ours.
    var wasPressed: Bool {
        get async {
            try? await Task.sleep(for: .milliseconds(50))
            return pressed.withLock { $0 }
        }
    }

    deinit { SignalWatch.stop(SIGINT) }
}
