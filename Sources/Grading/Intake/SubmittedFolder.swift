import Assignments
import Foundation

/// Work as it was handed in: a student's name, and a notebook or the reason why there is none.
public struct Submission: Sendable, Equatable {
    /// Hostile text.
    public var student: String
    /// Part of the names of files about it; no two of a class share one.
    public var fileName: String
    public var work: Work
    /// When the notebook or archive that was read was written last, in seconds since 1970; `nil` where there was none. A
    /// folder's own time says nothing: it changes with whatever is put beside its files.
    public var handedIn: Double?
    /// How many notebooks there were to choose from; the one of the assignment's name was read.
    public var notebooks = 1

    public enum Work: Sendable, Equatable {
        /// The notebook's own file name, and its bytes.
        case notebook(name: String, bytes: [UInt8])
        /// Why it cannot be read.
        case unreadable(String)
    }

    public init(student: String, fileName: String, work: Work, handedIn: Double? = nil) {
        self.student = student
        self.fileName = fileName
        self.work = work
        self.handedIn = handedIn
    }
}

/// The folder in which a class hands in: a file or a folder a student.
public struct SubmittedFolder: Sendable {
    /// Why nothing can be read at all.
    public struct Unreadable: Error, CustomStringConvertible {
        public var path: String, reason: String
        public var description: String { "\(path): error: \(reason)" }
    }

    /// One student's, not read yet.
    public struct Entry: Sendable, Equatable {
        public var student: String
        public var fileName: String
        /// Whether other work lies there under the name of the same student.
        public var isNamesake = false
        let name: [UInt8]
        let form: Form
    }

    enum Form: Int, Sendable, Equatable, Comparable {
        /// In the order of preference where a name stands more than once.
        case folder, notebook, archive, other

        static func < (a: Form, b: Form) -> Bool { a.rawValue < b.rawValue }
    }

    private static let mostStudents = 20_000, mostFiles = 2000

    private let path: String
    private let folder: HandedInFile.Folder
    private let choice: NotebookChoice

    /// - Parameters:
    ///   - notebook: the assignment's notebook's own file name, `mean.md`.
    ///   - assignment: its name, as the notebook's settings give it.
    public init(path: String, notebook: String, assignment: String) throws(Unreadable) {
        do throws(HandedInFile.Refusal) { folder = try HandedInFile.Folder(path: path) } catch { throw Unreadable(path: path, reason: error.reason) }
        self.path = path
        choice = NotebookChoice(fileName: notebook, assignment: assignment)
    }

    private func names() throws(Unreadable) -> [[UInt8]] {
        do throws(HandedInFile.Refusal) { return try folder.names(limit: Self.mostStudents) } catch { throw Unreadable(path: path, reason: error.reason) }
    }

    /// Who handed in, sorted by name. A link is an entry too: its student hears that it is not followed.
    public func entries() throws(Unreadable) -> [Entry] {
        let all = try names().compactMap { name -> (name: [UInt8], stem: [UInt8], form: Form)? in
            guard !Self.isNobodys(name) else { return nil }
            switch folder.kind(of: name) {
            case .folder: return (name, name, .folder)
            case .file:
                if let stem = Self.stem(name, ".md") { return (name, stem, .notebook) }
                // What else lies there, a list of names or a mail, is nobody's work.
                return Self.stem(name, ".zip").map { (name, $0, .archive) }
            case .other: return (name, Self.stem(name, ".md") ?? Self.stem(name, ".zip") ?? name, .other)
            }
        }
        // Of several files of one student of Moodle's, the one of the notebook's name comes first.
        let found = all.enumerated().map { (rank: ($1.form, isNotebook($1.stem) ? 0 : 1, $0), entry: $1) }.sorted { $0.rank < $1.rank }.map(\.entry)
        var taken: Set<[UInt8]> = []
        // Where a name stands twice, as folder and as file, the others go by all of their file's name.
        let own = MoodleName.students(found.map(\.stem)), isFirst = own.map { taken.insert($0).inserted }
        let students = found.indices.map { isFirst[$0] ? own[$0] : found[$0].name }
        let texts = StudentName.texts(for: students), fileNames = StudentName.fileNames(for: students)
        return found.indices.map { index in
            Entry(student: texts[index], fileName: fileNames[index], isNamesake: !isFirst[index], name: found[index].name, form: found[index].form)
        }.sorted { $0.student == $1.student ? $0.fileName < $1.fileName : $0.student < $1.student }
    }

    /// Names of what is nobody's work, hidden files left out: a list of names, a report in place of the notebook, what a student
    /// wrote into Moodle's form. Hostile text, sorted.
    public func otherFiles() throws(Unreadable) -> [String] {
        try names().filter { name in
            Self.isNobodys(name) || Self.stem(name, ".md") == nil && Self.stem(name, ".zip") == nil && folder.kind(of: name) == .file
        }.map { StudentName.text($0) }.sorted()
    }

    /// Whether its name says that it is no student's notebook: what a Mac packs along, and the text beside Moodle's files.
    private static func isNobodys(_ name: [UInt8]) -> Bool {
        let text = String(decoding: name, as: UTF8.self)
        return text == "__MACOSX" || text.contains("_assignsubmission_onlinetext")
    }

    /// Reads what one student handed in.
    public func read(_ entry: Entry) -> Submission {
        let time = entry.form == .folder ? nil : folder.modified(entry.name).flatMap(Self.known)
        var submission = Submission(student: entry.student, fileName: entry.fileName, work: .unreadable(""), handedIn: time)
        do throws(HandedInFile.Refusal) {
            let read = try contents(of: entry)
            submission.work = .notebook(name: StudentName.text(read.name.utf8), bytes: read.bytes)
            submission.handedIn = Self.known(read.modified)
            submission.notebooks = read.notebooks
        } catch {
            submission.work = .unreadable(error.reason)
        }
        return submission
    }

    /// A time, but for those of what was taken out of an archive without one: the beginning of 1980 is ZIP's zero.
    private static func known(_ time: Double) -> Double? { time < 347_155_200 && time > 315_446_400 ? nil : time }

    /// A notebook, and when the file that it came of was written last.
    private struct Read {
        var name: String, bytes: [UInt8], modified: Double
        var notebooks = 1
    }

    private func contents(of entry: Entry) throws(HandedInFile.Refusal) -> Read {
        switch entry.form {
        case .notebook: return try read(entry.name, in: folder)
        case .archive: return try unpack(entry.name, in: folder)
        case .other: throw HandedInFile.Refusal(reason: "it is a link or no regular file; hand in a notebook, a folder or a ZIP archive")
        case .folder: return try search(try HandedInFile.Folder(entry.name, in: folder))
        }
    }

    /// Finds the notebook in a student's folder and those in it, or in the only archive that lies there.
    private func search(_ own: HandedInFile.Folder) throws(HandedInFile.Refusal) -> Read {
        let files = try HandedInTree(own, most: Self.mostFiles).files
        let notebooks = files.filter { NotebookChoice.isNotebook($0.path) }, archives = files.filter { NotebookChoice.isArchive($0.path) }
        let paths = notebooks.map(\.path)
        if let place = choice.choose(among: paths, contents: { try? read(notebooks[$0].name, in: notebooks[$0].folder).bytes }) {
            var found = try read(notebooks[place].name, in: notebooks[place].folder)
            found.notebooks = notebooks.count
            return found
        }
        // Notes beside an archive are not the work.
        if notebooks.count < 2, archives.count == 1 { return try unpack(archives[0].name, in: archives[0].folder) }
        if notebooks.count == 1 { return try read(notebooks[0].name, in: notebooks[0].folder) }
        throw HandedInFile.Refusal(reason: notebooks.isEmpty ? "there is no notebook in the folder" : choice.severalAreThere(paths, in: "the folder"))
    }

    private func read(_ name: [UInt8], in folder: HandedInFile.Folder) throws(HandedInFile.Refusal) -> Read {
        let (bytes, modified) = try folder.contents(of: name, limit: HandInLimits.notebook)
        return Read(name: String(decoding: name, as: UTF8.self), bytes: bytes, modified: modified)
    }

    private func unpack(_ name: [UInt8], in folder: HandedInFile.Folder) throws(HandedInFile.Refusal) -> Read {
        let (archive, modified) = try folder.contents(of: name, limit: HandInLimits.archive)
        let found = try SubmittedArchive.notebook(in: archive, choice, limit: HandInLimits.notebook)
        return Read(name: found.name, bytes: found.bytes, modified: modified, notebooks: found.notebooks)
    }

    /// Whether a file's name without its ending says that it is the assignment's notebook, among what Moodle gave out.
    private func isNotebook(_ stem: [UInt8]) -> Bool { MoodleName(stem).map { Self.stem(Array(choice.fileName.utf8), ".md") == $0.file } ?? false }

    /// A file name without its ending, in whatever case that is; `nil` where it has another, or is nothing else.
    private static func stem(_ name: [UInt8], _ ending: String) -> [UInt8]? {
        guard name.count > ending.utf8.count, String(decoding: name.suffix(ending.utf8.count), as: UTF8.self).lowercased() == ending else { return nil }
        return Array(name.dropLast(ending.utf8.count))
    }
}
