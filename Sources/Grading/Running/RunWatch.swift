import Sandbox
import Synchronization

/// What is seen of a run from outside while it lasts: nothing that a submission says has a part in it.
final class RunWatch: Sendable {
    /// A bound that the jail had reached when a cell had run, for the first time.
    struct Reached: Sendable, Equatable {
        var bound: JailBound
        var cell: String
    }

    private struct Seen {
        /// Of the first phase, in the order in which it was seen.
        var reached: [Reached] = []
        /// Of the drawn phase, and not before.
        var reachedWhenDrawn = false
        var wasKilled = false, wasKilledBeforeDrawing = false
        var isDrawn = false
    }

    private let seen = Mutex(Seen())

    /// - Parameter bounds: those that are reached after a run of the cell.
    func note(_ bounds: Set<JailBound>, cell: String) {
        seen.withLock { seen in
            // What stays full is told once.
            let new = JailBound.allCases.filter { bound in bounds.contains(bound) && !seen.reached.contains { $0.bound == bound } }
            if seen.isDrawn {
                if !new.isEmpty { seen.reachedWhenDrawn = true }
            } else {
                seen.reached += new.map { Reached(bound: $0, cell: cell) }
            }
        }
    }

    /// The kernel or a compiler was killed, and not by the grader.
    func noteKill() {
        seen.withLock { seen in
            seen.wasKilled = true
            if !seen.isDrawn { seen.wasKilledBeforeDrawing = true }
        }
    }

    /// From now on nothing is told but that there was something.
    func beginDrawnPhase() { seen.withLock { $0.isDrawn = true } }

    var reached: [Reached] { seen.withLock { $0.reached } }
    var wasKilled: Bool { seen.withLock { $0.wasKilled } }
    /// Whether that was before anything was drawn, so that it may be told.
    var wasKilledBeforeDrawing: Bool { seen.withLock { $0.wasKilledBeforeDrawing } }
    var wasReachedWhenDrawn: Bool { seen.withLock { $0.reachedWhenDrawn } }
}
