/// One thing that this machine has or lacks.
struct Finding: Sendable, Equatable, Encodable {
    enum State: String, Sendable, Encodable {
        case good = "ok"
        /// It works without, but something is slower or cannot be done.
        case lacking = "missing"
        /// It is there, and something in the environment keeps it from its best.
        case heldBack = "held back"
        /// Notebooks cannot run.
        case broken = "broken"
    }

    var state: State
    /// What was looked at: "OpenBLAS".
    var name: String
    /// What was found.
    var detail: String
    /// What to do about it; `nil` where nothing needs doing.
    var remedy: String?

    /// `ok       OpenBLAS: …`, and the remedy on a line of its own.
    var text: String {
        let head = state.rawValue + String(repeating: " ", count: 11 - state.rawValue.count) + "\(name): \(detail)"
        return remedy.map { head + "\n           → \($0)" } ?? head
    }
}
