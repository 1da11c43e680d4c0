import Notebook

/// What the teacher's own solution gives with the public seed, by the checks' ids.
public struct ReleaseExpectations: Sendable, Equatable {
    public var observed: [String: ObservedValue]
    /// What the expressions for labels give.
    public var labels: [String: [Int]]

    public init(observed: [String: ObservedValue] = [:], labels: [String: [Int]] = [:]) {
        self.observed = observed
        self.labels = labels
    }
}

/// Why there is no release, with all that is to be done about it.
public struct ReleaseFault: Error, CustomStringConvertible {
    /// Never empty.
    public let diagnostics: [Diagnostic]

    public init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "a fault without a diagnostic says nothing")
        self.diagnostics = diagnostics
    }

    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
