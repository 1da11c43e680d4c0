import Foundation
import GRDB

/// What a class has earned for an assignment: one SQLite file, which the teacher keeps.
///
///     let gradebook = try Gradebook(path: "pipeline/gradebook.sqlite")
///     let seed = try gradebook.drawnSeed(for: "pipeline")
///     try gradebook.record(graded, handedIn: date)
///     for submission in try gradebook.totals(of: "pipeline") { … }
///
/// Nothing in it is ever overwritten: a regrade that gives something else, and a new score, come behind the old ones.
/// It may be used from several threads, and by several processes.
public final class Gradebook: Sendable {
    /// What is to be done with the file.
    public enum Access: Sendable {
        /// It must be there, and stays as it is.
        case reading
        /// It must be there.
        case writing
        /// It is made where there is none.
        case creating
    }

    public let path: String
    private let queue: DatabaseQueue

    public convenience init(path: String, access: Access = .creating) throws(GradebookError) {
        try self.init(path: path, access: access, patience: 5)
    }

    /// - Parameter patience: how long to wait for another program that writes, in seconds.
    init(path: String, access: Access, patience: Double) throws(GradebookError) {
        self.path = path
        var status = stat()
        let isThere = stat(path, &status) == 0
        guard isThere || access == .creating else { throw .missing(path: path) }
        guard !isThere || status.st_mode & S_IFMT == S_IFREG else { throw .notAGradebook(path: path) }
        var configuration = Configuration()
        configuration.readonly = access == .reading
        configuration.busyMode = .timeout(patience)
        let isNew = !isThere || status.st_size == 0
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            if isNew, access == .creating { try queue.write(GradebookSchema.claim) }
            let state = try queue.read(GradebookSchema.state)
            switch state {
            case .foreign: throw GradebookError.notAGradebook(path: path)
            case .newer: throw GradebookError.newerVersion(path: path)
            case .current: break
            case .older:
                guard access != .reading else { throw GradebookError.unusable(path: path, reason: "an older version of landuse wrote it; record something, and it is brought up to date") }
                try GradebookSchema.migrator.migrate(queue)
            }
        } catch {
            throw Self.explained(error, path: path)
        }
    }

    func reading<Result>(_ body: (Database) throws -> Result) throws(GradebookError) -> Result {
        do { return try queue.read(body) } catch { throw Self.explained(error, path: path) }
    }

    /// One transaction: all of it, or nothing.
    func writing<Result>(_ body: (Database) throws -> Result) throws(GradebookError) -> Result {
        do { return try queue.write(body) } catch { throw Self.explained(error, path: path) }
    }

    private static func explained(_ error: any Error, path: String) -> GradebookError {
        if let error = error as? GradebookError { return error }
        guard let error = error as? DatabaseError else { return .unusable(path: path, reason: "\(error)") }
        switch error.resultCode {
        case .SQLITE_NOTADB: return .notAGradebook(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .locked(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: return .readOnly(path: path)
        case .SQLITE_CANTOPEN where access(path, F_OK) != 0: return .unusable(path: path, reason: "it cannot be made there; check the folder")
        case .SQLITE_CANTOPEN: return .readOnly(path: path)
        default: return .unusable(path: path, reason: error.message ?? "SQLite's error \(error.resultCode.rawValue)")
        }
    }
}
