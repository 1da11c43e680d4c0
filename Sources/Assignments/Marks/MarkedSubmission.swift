/// A graded submission with what people gave for it: all that its mark is made of.
public struct MarkedSubmission: Sendable, Equatable {
    /// A score that a person gave.
    public struct Given: Sendable, Equatable {
        public var score: ManualScore
        /// Whether the work was another when it was scored.
        public var isOutdated: Bool

        public init(_ score: ManualScore, isOutdated: Bool = false) {
            self.score = score
            self.isOutdated = isOutdated
        }
    }

    public var graded: GradedSubmission
    /// One a question at most: those that count.
    public var given: [Given]
    /// Days after the due date, begun ones counted.
    public var lateDays: Int

    public init(_ graded: GradedSubmission, given: [Given] = [], lateDays: Int = 0) {
        self.graded = graded
        self.given = given
        self.lateDays = lateDays
    }

    /// What a person gave for a check or a text answer.
    public func given(for question: String) -> Given? { given.first { $0.score.question == question } }

    /// A person's points go before the judge's.
    public func earned(_ check: CheckMark) -> Double { given(for: check.id)?.score.points ?? check.earned }

    /// `nil` as long as nobody has graded it. What nobody wrote earns nothing, and needs nobody.
    public func earned(_ text: GradedSubmission.Text) -> Double? {
        given(for: text.id)?.score.points ?? (text.isUntouched ? 0 : nil)
    }

    /// The text answers that wait for a person.
    public var ungraded: [GradedSubmission.Text] { graded.texts.filter { earned($0) == nil } }

    /// The scores by hand that were given before the work changed: they count, and want to be looked at again.
    public var outdated: [Given] { given.filter(\.isOutdated) }

    /// What has been earned so far.
    public var earned: Double {
        graded.checks.reduce(0) { $0 + earned($1) } + graded.texts.reduce(0) { $0 + (earned($1) ?? 0) }
    }

    /// What can be earned.
    public var points: Double { graded.checkPoints + graded.textPoints }

    /// The questions in the order of the notebook: checks together by the answer that they are about, then texts.
    public var questions: [Question] {
        var questions: [Question] = []
        for check in graded.checks {
            if let index = questions.firstIndex(where: { $0.id == check.question }) {
                questions[index].points += check.points
                questions[index].earned = (questions[index].earned ?? 0) + earned(check)
            } else {
                questions.append(Question(id: check.question, points: check.points, earned: earned(check)))
            }
        }
        for text in graded.texts {
            // A check may be about a text answer; then both make the question.
            if let index = questions.firstIndex(where: { $0.id == text.id }) {
                questions[index].points += text.points
                questions[index].earned = earned(text).flatMap { more in questions[index].earned.map { $0 + more } }
            } else {
                questions.append(Question(id: text.id, points: text.points, earned: earned(text)))
            }
        }
        return questions
    }

    /// What one question came to.
    public struct Question: Sendable, Equatable {
        public var id: String
        public var points: Double
        /// `nil` as long as a person has to grade it.
        public var earned: Double?

        public init(id: String, points: Double, earned: Double?) {
            self.id = id
            self.points = points
            self.earned = earned
        }
    }
}
