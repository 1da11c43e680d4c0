import Assignments
import Notebook

/// What the checks of a run observed, by the cell's id.
public struct RunObservations: Sendable, Equatable {
    public enum Observation: Sendable, Equatable {
        case value(ObservedValue)
        /// Why there is none, in the grader's own words; and what the run said of it, which may be anything that a student
        /// wanted to be read. A student may see both where the phase is the first.
        case none(reason: String, said: String? = nil)

        public var value: ObservedValue? { if case .value(let value) = self { value } else { nil } }

        /// Why there is none, for the teacher's eyes: with what the run said.
        public var whyNot: String? { if case .none(let reason, let said) = self { reason + (said.map { ": \($0)" } ?? "") } else { nil } }
    }

    /// With the public seed.
    public var given: [String: Observation] = [:]
    /// With what the judge drew.
    public var drawn: [String: Observation] = [:]

    public init() {}

    /// Why checks observed nothing with what the judge drew: the beginnings of the reasons, in which students' words stand.
    var drawnReasons: [String: String] {
        drawn.compactMapValues { observation in
            guard let reason = observation.whyNot else { return nil }
            return reason.unicodeScalars.count <= Self.longestReason ? reason : String(String.UnicodeScalarView(reason.unicodeScalars.prefix(Self.longestReason))) + " …"
        }
    }

    private static let longestReason = 500
}

extension ExecutedCell {
    /// What the cell observed, if it is a check that came to its end.
    var observation: RunObservations.Observation {
        switch outcome {
        // It may name what the student declared.
        case .skipped(let reason): return .none(reason: "the check was not run", said: reason)
        case .notEvaluated: return .none(reason: "the check was not run")
        case .failed, .failedAsExpected:
            let failure = outputs.lazy.compactMap { if case .error(let failure) = $0 { failure } else { nil } }.first
            if isNotDone { return .none(reason: "the check did not come to its end: something that it needs is not done yet") }
            return .none(reason: "the check did not come to its end", said: failure?.reason)
        case .finished: break
        }
        if let value = Observation.value(in: outputs) { return .value(value) }
        return .none(reason: "the check observed nothing that can be compared")
    }
}
