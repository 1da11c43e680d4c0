import Foundation

/// The signals by which a user or the system asks a program to end.
enum EndingSignal {
    /// Waits for the first of them. A second one ends the program at once, as it always would.
    static func first() async {
        let (signals, continuation) = AsyncStream.makeStream(of: Void.self)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { continuation.yield() }
            source.resume()
            return (number, source)
        }
        for await _ in signals { break }
        for (number, source) in sources {
            source.cancel()
            signal(number, SIG_DFL)
        }
    }
}
