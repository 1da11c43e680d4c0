import CKernelRuntime
import Dispatch

/// Runs a cell's top-level asynchronous work on one thread that belongs to the cell, with a stack and a
/// signal stack as wide as the cell's own.
final class CellExecutor: TaskExecutor, @unchecked Sendable {
    private let lock = DispatchSemaphore(value: 1)
    private let available = DispatchSemaphore(value: 0)
    private var jobs: [UnownedJob?] = []

    init() {
        let context = Unmanaged.passRetained(self).toOpaque()
        let error = cell_thread_start(
            { context in
                guard let context else { return }
                Unmanaged<CellExecutor>.fromOpaque(context).takeRetainedValue().runJobs()
            }, context, CellThread.stackSize)
        if error != 0 { Kernel.stopCell("no thread could be started for asynchronous code (error \(error))") }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        add(UnownedJob(job))
    }

    /// Lets the thread end once it has run what it was given.
    func finish() { add(nil) }

    private func add(_ job: UnownedJob?) {
        lock.wait()
        jobs.append(job)
        lock.signal()
        available.signal()
    }

    private func runJobs() {
        while true {
            available.wait()
            lock.wait()
            let next = jobs.removeFirst()
            lock.signal()
            // What is left of a run that was stopped stays undone.
            guard let job = next, cell_helper_begin() else { return }
            job.runSynchronously(on: asUnownedTaskExecutor())
            cell_helper_end()
        }
    }
}

enum CellThread {
    /// Bytes. Address space only: pages are taken as they are touched.
    static let stackSize = 256 << 20
}
