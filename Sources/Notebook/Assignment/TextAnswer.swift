/// A stretch of prose that a student writes and a person grades.
///
///     <!-- answer: discussion
///     points: 4
///     rubric:
///       - 2 points: names both costs
///       - 2 points: draws a conclusion from the table
///     -->
///     What the teacher would write; a release has a line that asks for the student's words.
///     <!-- end answer -->
public struct TextAnswer: Sendable {
    /// Unique among the answers and cells of the notebook.
    public let id: String
    /// The most points that it can earn.
    public let points: Double
    /// What earns them, for the person who grades; a release has none of it.
    public let rubric: [String]
    /// What stands between the two comments.
    public let prose: Prose
    /// The same as it stands in the file.
    public let markdown: String
    /// The lines of the file from the first comment's to the last one's.
    public let lines: ClosedRange<Int>

    public init(id: String, points: Double, rubric: [String], prose: Prose, markdown: String, lines: ClosedRange<Int>) {
        self.id = id
        self.points = points
        self.rubric = rubric
        self.prose = prose
        self.markdown = markdown
        self.lines = lines
    }

    /// What a release has between the comments.
    public static let stub = "*Your answer here.*"

    /// Whether nothing was written in the place of the release's words.
    public var isUntouched: Bool {
        let words = markdown.split(whereSeparator: \.isWhitespace)
        return words.isEmpty || words == Self.stub.split(separator: " ")
    }
}
