import Foundation

/// Reading what somebody else has written with functions that call themselves. A text can be nested as deep as it is long,
/// and no stack of ours is: where one overflows, the process is gone, with all that it does for others.
public enum DeepReading {
    /// Bytes of stack for a byte of text: the parser of Swift takes the most, without optimisation.
    private static let stackPerByte = 32 << 10
    private static let leastStack = 16 << 20, mostStack = 4 << 30

    /// The longest text that is sure to be read.
    public static let longest = (mostStack - leastStack) / stackPerByte

    /// Does something on a thread of its own, whose stack suffices for a text however it is nested. Address space only: memory
    /// is taken as deep as it goes.
    /// - Returns: `nil` where the text is too long, or there is no room for such a thread.
    public static func run<Result>(bytes: Int, _ body: () -> Result) -> Result? {
        guard bytes <= longest else { return nil }
        return withoutActuallyEscaping(body) { body in
            let work = Work(body)
            var attributes = pthread_attr_t(), thread = pthread_t()
            pthread_attr_init(&attributes)
            defer { pthread_attr_destroy(&attributes) }
            guard pthread_attr_setstacksize(&attributes, leastStack + bytes * stackPerByte) == 0 else { return nil }
            let context = Unmanaged.passRetained(work as AnyWork)
            let error = pthread_create(
                &thread, &attributes,
                { context in
                    guard let context else { return nil }
                    Unmanaged<AnyWork>.fromOpaque(context).takeRetainedValue().run()
                    return nil
                }, context.toOpaque())
            guard error == 0 else {
                context.release()
                return nil
            }
            pthread_join(thread, nil)
            return work.result
        }
    }

    private class AnyWork {
        func run() {}
    }

    private final class Work<Result>: AnyWork {
        private let body: () -> Result
        private(set) var result: Result?

        init(_ body: @escaping () -> Result) { self.body = body }

        override func run() { result = body() }
    }
}
