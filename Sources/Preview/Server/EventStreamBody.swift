import FlyingSocks
import Foundation

/// Versions of the page as server-sent events (html.spec.whatwg.org, 9.2), with a beat now and then by which a
/// reader that has gone is found out.
struct EventStreamBody: AsyncBufferedSequence {
    typealias Element = UInt8

    let versions: AsyncStream<PageVersion>
    var beat = Duration.seconds(10)

    func makeAsyncIterator() -> Iterator { Iterator(messages: messages()) }

    /// The text of each event, the first of which tells how soon to come back after an end.
    private func messages() -> AsyncStream<String> {
        AsyncStream { continuation in
            let task = Task {
                await withTaskGroup { group in
                    group.addTask {
                        for await version in versions { continuation.yield("data: \(version.json)\n\n") }
                        continuation.finish()
                    }
                    group.addTask {
                        while (try? await Task.sleep(for: beat)) != nil { continuation.yield(": still here\n\n") }
                    }
                    await group.next()
                    group.cancelAll()
                }
            }
            continuation.onTermination = { _ in task.cancel() }
            continuation.yield("retry: 500\n\n")
        }
    }

    final class Iterator: AsyncBufferedIteratorProtocol {
        // The stream ends when its last reader goes, and with it the beat.
        private var iterator: AsyncStream<String>.Iterator

        init(messages: AsyncStream<String>) { iterator = messages.makeAsyncIterator() }

        func next() async -> UInt8? { preconditionFailure("events are sent whole") }

        func nextBuffer(suggested count: Int) async -> [UInt8]? {
            await iterator.next().map { Array($0.utf8) }
        }
    }
}
