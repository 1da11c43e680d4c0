/// What a check came to in one submission. A student may read all of it.
public struct CheckMark: Sendable, Equatable, Codable {
    public enum Outcome: String, Sendable, Codable {
        case passed
        /// Something was observed, and it is not what is expected.
        case failed
        /// Nothing was observed: the cell, or one that it needs, did not compile or did not reach its end.
        case notObserved

        /// As reports and tables say it.
        public var words: String {
            switch self {
            case .passed: "passed"
            case .failed: "not as expected"
            case .notObserved: "nothing to check"
            }
        }
    }

    /// The check cell's id.
    public var id: String
    /// The answer that the check is about: the id of the nearest answer cell above it in the teacher's notebook.
    public var question: String
    public var points: Double
    /// All of the points, or none.
    public var earned: Double
    public var isHidden: Bool
    public var outcome: Outcome
    /// Why, in words that give away nothing that is expected of a hidden check or for drawn inputs. They are the grader's:
    /// nothing that a student wrote, or a student's process said, is among them.
    public var explanation: String
    /// What a public check observed with the public inputs, as text: the student's.
    public var observed: String?
    /// What the run said where a public check observed nothing with the public inputs: the student's words too, for a
    /// message may be anything.
    public var said: String?
    /// The teacher's words for those who did not earn the points.
    public var message: String?

    public init(
        id: String, question: String, points: Double, earned: Double, isHidden: Bool, outcome: Outcome, explanation: String, observed: String? = nil,
        said: String? = nil, message: String? = nil
    ) {
        self.id = id
        self.question = question
        self.points = points
        self.earned = earned
        self.isHidden = isHidden
        self.outcome = outcome
        self.explanation = explanation
        self.observed = observed
        self.said = said
        self.message = message
    }
}
