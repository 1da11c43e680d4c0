/// What grading a submission came to: the same for the same work, whenever and wherever it is graded.
public struct GradedSubmission: Sendable, Equatable, Codable {
    /// A text answer as it was handed in; a person grades it, in the gradebook.
    public struct Text: Sendable, Equatable, Codable {
        public var id: String
        public var points: Double
        public var rubric: [String]
        /// The student's Markdown.
        public var markdown: String
        /// Whether nothing was written in the place of the release's stub.
        public var isUntouched: Bool

        public init(id: String, points: Double, rubric: [String], markdown: String, isUntouched: Bool) {
            self.id = id
            self.points = points
            self.rubric = rubric
            self.markdown = markdown
            self.isUntouched = isUntouched
        }
    }

    /// Something about what was handed in, or about how it ran, that its reader should know.
    public struct Remark: Sendable, Equatable, Codable {
        public enum Kind: String, Sendable, Codable {
            /// A cell of the release is not there.
            case missingCell
            /// A cell that the release does not have; it was run where it stands.
            case extraCell
            /// Cells stand in another order; they were run in the release's.
            case movedCell
            /// The same id stands more than once; the first was taken.
            case duplicateCell
            /// A check or another cell that is not an answer was changed; the teacher's was taken in its place.
            case editedCell
            /// The front matter was changed; the teacher's was taken in its place.
            case editedFrontMatter
            /// There are several notebooks; the one of the assignment's name was read.
            case extraFile
            /// A cell that the student wrote does not compile.
            case brokenCell
            /// An answer came to a `todo()`.
            case unfinishedCell
            /// A limit was hit: time, memory, output, …
            case limit
            /// It could not be read at all.
            case unreadable
        }

        public var kind: Kind
        /// The cell that is meant; `nil` where the whole submission is.
        public var cell: String?
        /// One sentence.
        public var text: String

        public init(_ kind: Kind, cell: String? = nil, text: String) {
            self.kind = kind
            self.cell = cell
            self.text = text
        }
    }

    /// The name under which the work was handed in: hostile text.
    public var student: String
    public var assignment: String
    /// SHA-256 of the notebook that was handed in.
    public var digest: String
    /// In the order of the teacher's notebook.
    public var checks: [CheckMark]
    public var texts: [Text]
    public var remarks: [Remark]

    public init(student: String, assignment: String, digest: String, checks: [CheckMark], texts: [Text], remarks: [Remark]) {
        self.student = student
        self.assignment = assignment
        self.digest = digest
        self.checks = checks
        self.texts = texts
        self.remarks = remarks
    }

    /// The points of all checks together.
    public var earned: Double { checks.reduce(0) { $0 + $1.earned } }
    /// What the checks can earn; text answers come on top.
    public var checkPoints: Double { checks.reduce(0) { $0 + $1.points } }
    public var textPoints: Double { texts.reduce(0) { $0 + $1.points } }
}
