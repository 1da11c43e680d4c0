internal import CKernels
import Glibc

/// A thread of a loader's own.
enum WorkerThread {
    /// Starts a thread that ends when `body` does. False where the system has none.
    ///
    /// What the caller's thread has set for its computations holds in there too, but for the random numbers, which the
    /// loader deals out by picture.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let kernels = ComputeKernels.current, isRecording = GradientMode.isRecording, set = ck_current_instruction_set()
        let work = Work {
            ck_force_instruction_set(set)
            // The kernels' threads are the network's; work that is shared here would keep it waiting.
            ck_set_thread_count(1)
            ComputeKernels.$current.withValue(kernels) { GradientMode.$isRecording.withValue(isRecording, operation: body) }
        }
        var attributes = pthread_attr_t()
        guard pthread_attr_init(&attributes) == 0 else { return false }
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let context = Unmanaged.passRetained(work)
        let isStarted = withSignalsBlocked {
            pthread_create(
                &thread, &attributes,
                { context in
                    guard let context else { return nil }
                    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
                    return nil
                }, context.toOpaque()) == 0
        }
        if !isStarted { context.release() }
        return isStarted
    }

    /// Faults of an author's own transform must reach the kernel, which ends the cell for them; all that comes from outside
    /// is for other threads.
    private static func withSignalsBlocked<Result>(_ body: () -> Result) -> Result {
        var blocked = sigset_t(), before = sigset_t()
        sigfillset(&blocked)
        for signal in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT, SIGSYS] { sigdelset(&blocked, signal) }
        pthread_sigmask(SIG_SETMASK, &blocked, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        return body()
    }

    private final class Work {
        let body: () -> Void
        init(_ body: @escaping () -> Void) { self.body = body }
    }
}
