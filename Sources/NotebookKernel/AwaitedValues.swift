/// An asynchronous sequence as a synchronous thread takes it: each value is waited for.
public struct AwaitedValues<Source: AsyncSequence>: Sequence, IteratorProtocol {
    /// One thread serves the whole loop. The compiler does not know that only one thread at a time touches the
    /// iterator, hence `@unchecked`.
    private final class Loop: @unchecked Sendable {
        var iterator: Source.AsyncIterator
        let executor = CellExecutor()

        init(_ source: Source) { iterator = source.makeAsyncIterator() }

        deinit { executor.finish() }
    }

    private let loop: Loop

    init(_ source: Source) { loop = Loop(source) }

    /// The next value. `nil` also where an error ended the sequence, which is kept for `CellRuntime.rethrow`.
    public mutating func next() -> Source.Element? {
        let task = BridgedTask<Source.Element?, any Error> { [loop] in try await loop.iterator.next(isolation: nil) }
        switch task.run(on: loop.executor) {
        case .success(let value): return value
        case .failure(let error):
            CellRuntime.loopError = error
            return nil
        }
    }
}
