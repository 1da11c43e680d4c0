import Assignments
import Foundation
import Outputs

/// Where an assignment's graded work and its pages lie:
///
///     autograded/NAME/feedback.json   the run, rendered without its marks
///     autograded/NAME/run.json        how long it took; grading writes it, with what it needs itself
///     feedback/NAME.html              the student's page
///     class.html                      the teacher's page, apart from those that are handed out
///
/// `NAME` is the file name that grading gave to a student. Files are written whole or not at all, and no link is
/// followed on the way.
public struct FeedbackFiles: Sendable {
    /// The assignment's folder.
    public let folder: URL
    /// Where the students' pages go.
    public let feedback: URL

    /// The way to either is what somebody named, and may lead over links; below it, none is followed.
    private let ways: (folder: String, feedback: String)

    /// - Parameter feedback: `feedback/` in the assignment's folder, if it is not said.
    public init(folder: URL, feedback: URL? = nil) {
        self.folder = folder
        self.feedback = feedback ?? folder.appending(path: "feedback")
        let way = folder.resolvingSymlinksInPath()
        ways = (way.path, feedback?.resolvingSymlinksInPath().path ?? way.appending(path: "feedback").path)
    }

    /// Says at once what would be found when all the work is done.
    public func checkWritable() throws(OutputError) {
        for way in [ways.folder, ways.feedback] { try OutputFolder(way).checkWritable() }
    }

    public var autograded: URL { folder.appending(path: "autograded") }
    public var classPage: URL { folder.appending(path: "class.html") }

    /// What is read of a run's record.
    private struct Run: Decodable {
        var seconds: Double
    }

    /// A student's graded work, as it was kept.
    public struct Kept: Sendable {
        /// The file name that grading gave to the student.
        public var name: String
        public var snapshot: FeedbackSnapshot
        /// How long grading took.
        public var seconds: Double?
    }

    // MARK: Writing

    /// Keeps a student's run.
    /// - Parameter name: the file name for the student; letters, digits, `-`, `_`, `@` and `.`, the first no point.
    public func keep(_ snapshot: FeedbackSnapshot, as name: String) throws(OutputError) {
        let own = try OutputFolder(autograded.path).folder(checked(name, in: autograded))
        try own.write(Self.bytes(of: snapshot), to: "feedback.json")
    }

    /// Gives what was kept of a student's runs another name, as the gradebook has it.
    public func rename(_ student: String, to name: String, assignment: String, problem: (String) -> Void) throws(OutputError) {
        // Byte by byte: to Swift, two ways of writing an accent are one name.
        for own in kept(problem: problem) where own.snapshot.assignment == assignment && own.snapshot.student.utf8.elementsEqual(student.utf8) {
            var snapshot = own.snapshot
            snapshot.student = name
            try keep(snapshot, as: own.name)
        }
    }

    /// Writes a student's page.
    /// - Parameter isOutdated: whether other work was handed in since, which is not graded yet.
    /// - Returns: where.
    @discardableResult
    public func writePage(_ snapshot: FeedbackSnapshot, _ submission: MarkedSubmission, isOutdated: Bool = false, as name: String) throws(OutputError) -> URL {
        let file = try checked(name, in: feedback) + ".html"
        try OutputFolder(ways.feedback).write(FeedbackPage(snapshot, submission, isOutdated: isOutdated).html.utf8, to: file)
        return feedback.appending(path: file)
    }

    public func write(_ page: ClassPage) throws(OutputError) {
        try OutputFolder(ways.folder).write(page.html.utf8, to: classPage.lastPathComponent)
    }

    // MARK: Reading

    /// All that was kept, by file name. What cannot be read is told, and harms nothing else.
    public func kept(problem: (String) -> Void) -> [Kept] {
        let names: [String], folder: OutputFolder
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: autograded.path)
            folder = try OutputFolder(autograded.path)
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            problem("\(autograded.relativePath): error: cannot be read: \(error)")
            return []
        }
        return names.filter(Self.isPlain).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            do {
                let own = try folder.folder(name, making: false)
                guard let snapshot = try own.read("feedback.json", limit: Self.largest) else { return nil }
                // Without it, the class page does not say how long grading took, and nothing else.
                let run = try own.read("run.json").flatMap { try? JSONDecoder().decode(Run.self, from: Data($0)) }
                return Kept(name: name, snapshot: try FeedbackSnapshot(decoding: Data(snapshot)), seconds: run?.seconds)
            } catch let error as OutputError where error.error == ENOTDIR {
                // A file that somebody put there, or a link: no student's folder.
            } catch let error as OutputError {
                problem("\(error)")
            } catch {
                problem("\(autograded.relativePath)/\(name)/feedback.json: error: \(error)")
            }
            return nil
        }
    }

    /// The most that is read of a file: the pictures and outputs of one submission are bounded far below.
    private static let largest = 256 << 20

    // MARK: Names

    private func checked(_ name: String, in folder: URL) throws(OutputError) -> String {
        guard Self.isPlain(name) else { throw OutputError(path: "\(folder.relativePath)/\(name)", error: EINVAL) }
        return name
    }

    /// Whether a name is a student's, as grading makes them: it leads nowhere else, and means the same in a link.
    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && name.first != "." && name.utf8.count <= 200 && name.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic && scalar.isASCII || ("0"..."9").contains(scalar) || ["-", "_", "@", "."].contains(scalar)
        }
    }

    private static func bytes(of snapshot: FeedbackSnapshot) -> Data {
        do { return try snapshot.encoded() } catch { preconditionFailure("a snapshot of strings cannot be encoded: \(error)") }
    }
}
