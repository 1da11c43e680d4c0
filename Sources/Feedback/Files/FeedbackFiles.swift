import Assignments
import Foundation

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

    /// - Parameter feedback: `feedback/` in the assignment's folder, if it is not said.
    public init(folder: URL, feedback: URL? = nil) {
        self.folder = folder
        self.feedback = feedback ?? folder.appending(path: "feedback")
    }

    public var autograded: URL { folder.appending(path: "autograded") }
    public var classPage: URL { folder.appending(path: "class.html") }

    /// What is read of a run's record.
    struct Run: Codable {
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
    /// - Parameters:
    ///   - name: the file name for the student; letters, digits, `-`, `_`, `@` and `.`, the first no point.
    ///   - seconds: how long grading took, where no record of the run says it.
    public func keep(_ snapshot: FeedbackSnapshot, as name: String, seconds: Double? = nil) throws(FeedbackFileError) {
        let own = try subfolder(autograded, Self.checked(name))
        try WholeFile.write(Self.bytes { try snapshot.encoded() }, to: own.appending(path: "feedback.json"))
        if let seconds, seconds.isFinite { try WholeFile.write(Self.bytes { try JSONEncoder().encode(Run(seconds: seconds)) }, to: own.appending(path: "run.json")) }
    }

    /// Writes a student's page.
    /// - Returns: where.
    @discardableResult
    public func writePage(_ snapshot: FeedbackSnapshot, _ submission: MarkedSubmission, as name: String) throws(FeedbackFileError) -> URL {
        try WholeFile.makeFolder(feedback)
        let file = feedback.appending(path: try Self.checked(name) + ".html")
        try WholeFile.write(Data(FeedbackPage(snapshot, submission).html.utf8), to: file)
        return file
    }

    public func write(_ page: ClassPage) throws(FeedbackFileError) {
        try WholeFile.write(Data(page.html.utf8), to: classPage)
    }

    // MARK: Reading

    /// All that was kept, by file name. What cannot be read is told, and harms nothing else.
    public func kept(problem: (String) -> Void) -> [Kept] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: autograded.path)) ?? []
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
            guard (try? Self.checked(name)) != nil else { return nil }
            let own = autograded.appending(path: name), file = own.appending(path: "feedback.json")
            guard WholeFile.isFolder(own), FileManager.default.fileExists(atPath: file.path) else { return nil }
            do {
                let snapshot = try FeedbackSnapshot(decoding: try WholeFile.read(file))
                let run = (try? WholeFile.read(own.appending(path: "run.json"))).flatMap { try? JSONDecoder().decode(Run.self, from: $0) }
                return Kept(name: name, snapshot: snapshot, seconds: run?.seconds)
            } catch {
                problem("\(file.relativePath): error: \(error)")
                return nil
            }
        }
    }

    // MARK: Names

    private func subfolder(_ folder: URL, _ name: String) throws(FeedbackFileError) -> URL {
        try WholeFile.makeFolder(folder)
        let own = folder.appending(path: name)
        try WholeFile.makeFolder(own)
        guard WholeFile.isFolder(own) else { throw .cannotWrite(path: own.relativePath, reason: "it is a link or a file; move it away") }
        return own
    }

    /// A file's name that leads nowhere else.
    private static func checked(_ name: String) throws(FeedbackFileError) -> String {
        let isPlain = name.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic && scalar.isASCII || ("0"..."9").contains(scalar) || ["-", "_", "@", "."].contains(scalar)
        }
        guard isPlain, !name.isEmpty, name.first != ".", name.utf8.count <= 200 else { throw .badName(name) }
        return name
    }

    private static func bytes(_ encode: () throws -> Data) throws(FeedbackFileError) -> Data {
        do { return try encode() } catch { preconditionFailure("a snapshot of strings cannot be encoded: \(error)") }
    }
}

/// Why a page or what is kept for it cannot be written.
public enum FeedbackFileError: Error, Equatable, CustomStringConvertible {
    case cannotWrite(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    /// No name for a file in a folder of ours.
    case badName(String)

    public var description: String {
        switch self {
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
        case .badName(let name): "`\(name)` is no name for a student's file"
        }
    }
}
