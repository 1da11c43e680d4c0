/// One thing that this machine has or lacks.
struct Finding: Sendable, Equatable {
    enum State: String, Sendable {
        case good = "ok"
        /// It works without, but something is slower or cannot be done.
        case lacking = "missing"
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
        let head = state.rawValue + String(repeating: " ", count: 9 - state.rawValue.count) + "\(name): \(detail)"
        return remedy.map { head + "\n         → \($0)" } ?? head
    }
}
