import ArgumentParser
import Foundation
import Interactive

/// The signals by which a user or the system asks a program to end.
enum EndingSignal {
    /// Waits for the first of them, and tells which it was. A second one ends the program at once, as it always would.
    /// - Returns: `nil` where the task was cancelled before any came.
    @discardableResult
    static func first() async -> Int32? {
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
        for number in numbers { SignalWatch.start(number) { continuation.yield(number) } }
        defer { for number in numbers { SignalWatch.stop(number) } }
        for await number in signals { return number }
        return nil
    }

    /// Does something that is cancelled by the first of them.
    /// - Throws: what `body` throws; where a signal came, the exit code that tells of it, whatever became of `body`.
    static func cancels(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let work = Task(operation: body)
        let watch = Task { () -> Int32? in
            let signal = await first()
            if signal != nil { work.cancel() }
            return signal
        }
        let result = await work.result
        watch.cancel()
        if let signal = await watch.value { throw ExitCode(128 + signal) }
        try result.get()
    }
}
