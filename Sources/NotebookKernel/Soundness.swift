import CKernelRuntime
import Dispatch
import Glibc
import NotebookDisplay
import Synchronization

/// Finds out what still works in this process after a thread was stopped for ever: it may have held what all
/// others need.
enum Soundness {
    /// Milliseconds: many times what all of it takes, and little for one who waits.
    private static let deadline: Int32 = 700

    /// What does not work; `nil` if everything does.
    static func defect() -> String? {
        let trial = Trial()
        let context = Unmanaged.passRetained(trial)
        let isSound = cell_try(
            { context in
                guard let context else { return }
                Unmanaged<Trial>.fromOpaque(context).takeUnretainedValue().run()
            }, context.toOpaque(), deadline)
        // A trial that hangs keeps itself.
        guard isSound else { return trial.stage }
        context.release()
        return nil
    }
}

/// Uses what cells use, one after the other; where it hangs, `stage` tells at what.
private final class Trial: Sendable {
    private static let stages = ["memory cannot be allocated", "nothing can be printed", "no library can be looked up", "tasks do not run", "the main actor does not run"]
    private let reached = Atomic<Int>(0)

    var stage: String {
        let index = reached.load(ordering: .relaxed)
        if index < Self.stages.count { return Self.stages[index] }
        let checks = SoundnessHook.checks
        return checks.indices.contains(index - Self.stages.count) ? "\(checks[index - Self.stages.count].name) does not work" : "it does not answer"
    }

    func run() {
        // In many sizes, for the heap is divided by size.
        for shift in 4..<22 { free(malloc(1 << shift)) }
        advance()
        print("", terminator: "")
        cell_flush_stdout()
        advance()
        _ = dlsym(nil, "landuse")
        advance()
        waitFor { done in Task.detached { done() } }
        advance()
        waitFor { done in DispatchQueue.main.async(execute: done) }
        advance()
        for check in SoundnessHook.checks {
            check.run()
            advance()
        }
    }

    private func advance() { reached.add(1, ordering: .relaxed) }

    private func waitFor(_ start: (@escaping @Sendable () -> Void) -> Void) {
        let done = DispatchSemaphore(value: 0)
        start { done.signal() }
        done.wait()
    }
}
