import Foundation

/// Wakes whoever waits for keys, through a pipe that can be waited for together with them: at a new size of the
/// terminal, and when reading is to be interrupted.
final class WakeSignal: Sendable {
    enum Reason: UInt8 { case resized = 1, interrupted = 2 }

    static let shared = WakeSignal()
    nonisolated(unsafe) private static var writer: Int32 = -1

    let descriptor: Int32

    private init() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            descriptor = -1
            return
        }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        descriptor = ends[0]
        Self.writer = ends[1]
        signal(SIGWINCH) { _ in
            let saved = errno
            WakeSignal.send(.resized)
            errno = saved
        }
    }

    /// Only what a signal handler may do.
    static func send(_ reason: Reason) {
        var byte = reason.rawValue
        _ = write(writer, &byte, 1)
    }

    /// Why there was a signal; an interrupt counts for more.
    func take() -> Reason {
        var reason = Reason.resized, bytes = [UInt8](repeating: 0, count: 64)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { return reason }
            if bytes.prefix(count).contains(Reason.interrupted.rawValue) { reason = .interrupted }
        }
    }
}
