import Foundation
import Synchronization

/// Ctrl-C while no line is edited: it interrupts what runs, or ends a session that nobody edits.
final class InterruptSignal: Sendable {
    private let action = Mutex<(@Sendable () -> Void)?>(nil)

    init() {
        SignalWatch.start(SIGINT) { [weak self] in
            if let action = self?.action.withLock(\.self) { action() }
        }
    }

    deinit { SignalWatch.stop(SIGINT) }

    /// Does `action` at every Ctrl-C as long as `body` runs.
    func during<Result: Sendable>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result, _ action: @escaping @Sendable () -> Void
    ) async rethrows -> Result {
        let outer = self.action.withLock { current in
            defer { current = action }
            return current
        }
        defer { self.action.withLock { $0 = outer } }
        return try await body()
    }
}
