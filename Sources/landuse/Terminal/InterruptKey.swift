import Foundation
import Interactive

/// Ctrl-C, for as long as this lives: it interrupts what runs, and ends the program where nothing does.
final class InterruptKey {
    /// - Parameter interrupt: interrupts what runs, and tells whether there was something.
    init(_ interrupt: @escaping @Sendable () -> Bool) {
        SignalWatch.start(SIGINT) {
            guard !interrupt() else { return }
            signal(SIGINT, SIG_DFL)
            raise(SIGINT)
        }
    }

    deinit { SignalWatch.stop(SIGINT) }
}
