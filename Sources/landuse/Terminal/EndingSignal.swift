import Foundation
import Interactive

/// The signals by which a user or the system asks a program to end.
enum EndingSignal {
    /// Waits for the first of them. A second one ends the program at once, as it always would.
    static func first() async {
        let numbers = [SIGINT, SIGTERM, SIGHUP]
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
        for number in numbers { SignalWatch.start(number) { continuation.yield() } }
        for await _ in signals { break }
        for number in numbers { SignalWatch.stop(number) }
    }
}
