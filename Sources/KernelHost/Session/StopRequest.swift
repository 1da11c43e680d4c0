/// The host's wish that a cell stops, and how long it waits for that.
struct StopRequest: Sendable {
    enum Reason: Sendable, Equatable {
        case interrupted
        /// After so many seconds.
        case timeLimit(Double)
    }

    enum Urgency: Sendable {
        /// At the next place where the cell's thread holds nothing.
        case whereSafe
        /// Wherever it is; the kernel then tells whether it is sound still.
        case anywhere
        /// The kernel goes with it.
        case kernel
    }

    let reason: Reason
    let urgency: Urgency
    let deadline: ContinuousClock.Instant

    init(reason: Reason) { self.init(reason: reason, urgency: .whereSafe) }

    private init(reason: Reason, urgency: Urgency) {
        self.reason = reason
        self.urgency = urgency
        // The kernel itself gives up waiting for a safe place after a second.
        deadline = .now + (urgency == .kernel ? .seconds(10) : .seconds(2.5))
    }

    /// What comes when this was not heeded, or was asked for again.
    var next: StopRequest { StopRequest(reason: reason, urgency: urgency == .whereSafe ? .anywhere : .kernel) }
}
