@preconcurrency import Dispatch
import Foundation

/// Ctrl-C, for as long as this lives: it interrupts what runs, and ends the program where nothing does.
final class InterruptKey: Sendable {
    private let source: any DispatchSourceSignal

    /// - Parameter interrupt: interrupts what runs, and tells whether there was something.
    init(_ interrupt: @escaping @Sendable () -> Bool) {
        signal(SIGINT, SIG_IGN)
        // Not on the main queue, which may be busy.
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global(qos: .userInteractive))
        source.setEventHandler {
            guard !interrupt() else { return }
            signal(SIGINT, SIG_DFL)
            raise(SIGINT)
        }
        source.resume()
    }

    deinit {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
