@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Does something when this process gets a signal, on a thread where anything may be done. (Dispatch's own signal
/// sources want the signal ignored, and on Linux one that is ignored can get lost.)
public enum SignalWatch {
    /// Where the handler writes; set before any handler is.
    nonisolated(unsafe) private static var writer: Int32 = -1
    private static let actions = Mutex<[Int32: @Sendable () -> Void]>([:])

    private static let source: (any DispatchSourceRead)? = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        writer = ends[1]
        let reader = ends[0]
        let source = DispatchSource.makeReadSource(fileDescriptor: reader, queue: DispatchQueue(label: "signals"))
        source.setEventHandler {
            var numbers = [UInt8](repeating: 0, count: 64)
            let count = read(reader, &numbers, numbers.count)
            for number in numbers.prefix(max(0, count)) { actions.withLock { $0[Int32(number)] }?() }
        }
        source.resume()
        return source
    }()

    public static func start(_ number: Int32, _ action: @escaping @Sendable () -> Void) {
        guard source != nil else { return }
        actions.withLock { $0[number] = action }
        var handler = sigaction()
        handler.sa_flags = SA_RESTART
        handler.__sigaction_handler.sa_handler = { number in
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = write(SignalWatch.writer, &byte, 1)
            errno = saved
        }
        sigaction(number, &handler, nil)
    }

    /// From now on the signal does what it always would.
    public static func stop(_ number: Int32) {
        signal(number, SIG_DFL)
        actions.withLock { $0[number] = nil }
    }
}
