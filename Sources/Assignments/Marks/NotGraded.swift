/// Work that was handed in and could not be graded: the grader or the machine failed, and it is still to be done.
public struct NotGraded: Sendable, Equatable {
    /// What the gradebook's mark for the student is of.
    public enum Mark: Sendable, Equatable {
        /// There is none.
        case none
        /// Work that was handed in before.
        case earlierWork
        /// The same work, by an earlier run.
        case sameWork
    }

    /// Hostile text.
    public var student: String
    public var mark: Mark
    /// What failed, for the teacher alone: a path of the machine may stand in it.
    public var reason: String

    public init(student: String, mark: Mark, reason: String) {
        self.student = student
        self.mark = mark
        self.reason = reason
    }

    /// Whether a mark is of the same student. Byte by byte: to Swift, two ways of writing an accent are one name.
    public func isOf(_ submission: MarkedSubmission) -> Bool { student.utf8.elementsEqual(submission.graded.student.utf8) }

    /// What is to be known of the mark, in words that go on after a name.
    public var words: String {
        switch mark {
        case .none: "not graded yet: there is no mark"
        case .earlierWork: "what was handed in last is not graded yet: the mark is of the work before it"
        case .sameWork: "could not be graded again: the mark is of an earlier run"
        }
    }
}
