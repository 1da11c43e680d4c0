import Assignments

/// Why a gradebook cannot be used, or what is wrong with what it is asked.
public enum GradebookError: Error, Equatable {
    /// There is no such file.
    case missing(path: String)
    /// The file is no gradebook.
    case notAGradebook(path: String)
    /// A newer version of landuse wrote it.
    case newerVersion(path: String)
    /// Another program has it, and does not let go of it.
    case locked(path: String)
    /// It, or its folder, may not be written to.
    case readOnly(path: String)
    /// The system's word for anything else: a full disk, a damaged file.
    case unusable(path: String, reason: String)
    /// Nothing of this assignment has been graded.
    case unknownAssignment(name: String, known: [String])
    case unknownStudent(name: String, known: [String])
    /// The student handed in, and none of it could be graded.
    case notGraded(student: String)
    /// Neither a text answer nor a check.
    case unknownQuestion(name: String, known: [String])
    /// The question has several checks, each of which is scored by itself.
    case severalChecks(question: String, checks: [String])
    case pointsOutOfBounds(question: String, points: Double, most: Double)
    /// A person gave scores under the name that another student's row is to have.
    case scoredAlready(student: String)
}

extension GradebookError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no gradebook; `landuse grade` makes it"
        case .notAGradebook(let path): "\(path): this file is no gradebook; name another with --gradebook, or move it away"
        case .newerVersion(let path): "\(path): a newer version of landuse wrote this gradebook; use that version"
        case .locked(let path): "\(path): another program has the gradebook open and does not let go of it; end that one, and try again"
        case .readOnly(let path): "\(path): the gradebook may not be written to; check the permissions of the file and its folder"
        case .unusable(let path, let reason): "\(path): the gradebook cannot be used: \(reason)"
        case .unknownAssignment(let name, let known):
            known.isEmpty
                ? "the gradebook has no submissions yet; `landuse grade` records them"
                : "the gradebook has no assignment `\(name)`; it has \(Self.list(known)), one of which --assignment names"
        case .unknownStudent(let name, _): "the gradebook has no student `\(name)`"
        case .notGraded(let student): "what `\(student)` handed in is not graded yet; `landuse grade` tries it again, and says what is wrong"
        case .unknownQuestion(let name, _): "there is no question `\(name)`"
        case .severalChecks(let question, let checks): "the question `\(question)` has several checks; score one of \(Self.list(checks))"
        case .scoredAlready(let student): "a person gave scores to `\(student)` already, so another's cannot go there; remove the row that is wrong"
        case .pointsOutOfBounds(let question, let points, let most):
            "`\(question)` earns from 0 to \(PointsText.text(most)), not \(PointsText.text(points)); --beyond allows more"
        }
    }

    private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}
