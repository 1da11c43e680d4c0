/// What a person gave for an answer, and said about it.
public struct ManualScore: Sendable, Equatable, Codable {
    /// The id of a text answer, or of a check whose points the person changes.
    public var question: String
    public var points: Double
    public var comment: String
    /// Who gave it.
    public var grader: String

    public init(question: String, points: Double, comment: String, grader: String) {
        self.question = question
        self.points = points
        self.comment = comment
        self.grader = grader
    }
}
