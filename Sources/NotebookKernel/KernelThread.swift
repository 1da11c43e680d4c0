import CKernelRuntime
import Dispatch

/// Threads of the kernel's own. They wait most of the time, and Dispatch, whose pool all cells share, takes a
/// second to notice that a thread of its waits.
enum KernelThread {
    private final class Body {
        let run: () -> Void
        init(_ run: @escaping () -> Void) { self.run = run }
    }

    /// Starts a thread; without one the kernel is of no use.
    static func start(_ body: @escaping () -> Void) {
        let context = Unmanaged.passRetained(Body(body)).toOpaque()
        let error = cell_start_plain_thread(
            { context in
                guard let context else { return }
                Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
            }, context)
        precondition(error == 0, "no thread could be started")
    }
}

/// Work that one thread does, in order.
final class WorkQueue: @unchecked Sendable {
    private let lock = DispatchSemaphore(value: 1)
    private let available = DispatchSemaphore(value: 0)
    private var work: [() -> Void] = []

    init() {
        KernelThread.start { [self] in
            while true {
                available.wait()
                lock.wait()
                let next = work.removeFirst()
                lock.signal()
                next()
            }
        }
    }

    func add(_ body: @escaping () -> Void) {
        lock.wait()
        work.append(body)
        lock.signal()
        available.signal()
    }
}
