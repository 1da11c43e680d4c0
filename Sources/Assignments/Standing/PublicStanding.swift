import Notebook

/// How far a notebook's author has come, by the checks that can be decided where they sit: those of a release have what
/// they expect in them. Nothing here is a mark; that is the grader's to give.
public struct PublicStanding: Sendable {
    public enum State: Sendable, Equatable {
        case passed
        /// Why, with what was expected and observed.
        case failed(String)
        /// The check, or what it needs, did not come to its end, and why.
        case notReached(String)
        /// Nobody but the grader can decide it, and why.
        case undecided(String)
    }

    public struct Check: Sendable {
        public var id: String
        public var options: CheckOptions
        public var state: State
    }

    /// In the order of the notebook.
    public let checks: [Check]
    /// Points that a person gives.
    public let textPoints: Double
    /// Whether this is the teacher's notebook, with solutions in it, and not a release.
    public let isSource: Bool

    /// - Parameter observed: what a check cell that came to its end observed.
    public init(_ notebook: ExecutedNotebook, observed: (ExecutedCell) -> ObservedValue?) {
        let outline = AssignmentOutline(notebook.document)
        let cells = Dictionary(notebook.cells.map { ($0.cell.id, $0) }, uniquingKeysWith: { first, _ in first })
        let isSource = notebook.document.cells.contains { !$0.solutionRegions.isEmpty || $0.options.isForJudge }
        self.isSource = isSource
        textPoints = outline.textPoints
        checks = outline.checks.map { check in
            let state = cells[check.cell.id].map { Self.state($0, check.options, observed($0), isSource: isSource) } ?? .notReached("it was not run")
            return Check(id: check.cell.id, options: check.options, state: state)
        }
    }

    /// The points of the checks that passed, and of all that are decided here.
    public var earned: Double { checks.reduce(0) { $0 + ($1.state == .passed ? $1.options.points : 0) } }
    public var decidable: Double { checks.reduce(0) { if case .undecided = $1.state { $0 } else { $0 + $1.options.points } } }
    public var undecided: Double { checks.reduce(0) { if case .undecided = $1.state { $0 + $1.options.points } else { $0 } } }

    private static func state(_ cell: ExecutedCell, _ check: CheckOptions, _ observed: ObservedValue?, isSource: Bool) -> State {
        switch cell.outcome {
        case .finished: break
        case .skipped(let reason): return .notReached("not run: \(reason)")
        case .notEvaluated: return .notReached("not run")
        case .failed, .failedAsExpected: return .notReached(cell.isNotDone ? CellFailure.notDoneReason : "the check did not come to its end")
        }
        guard let observed else { return .notReached("nothing was observed") }
        do {
            let expected = try ResolvedExpectation(check, reference: nil)
            let verdict = Judge.verdict(observed: observed, expected: expected, disclosing: .everything)
            return verdict.passed ? .passed : .failed(verdict.sentence)
        } catch .noReference {
            let text = ValueText.text(observed)
            return .undecided(isSource ? "observed \(text); this is what \(check.isHidden ? "grading" : "the release") will expect" : "observed \(text); decided when the work is graded")
        } catch {
            return .undecided("observed \(ValueText.text(observed)); scored when the work is graded")
        }
    }
}
