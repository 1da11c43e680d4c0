import ArgumentParser
import Downloads
import Notebook

/// How the commands that download say what they could not do.
enum DownloadReport {
    /// Runs a command's work; an error becomes one line on standard error, and the command's exit code.
    /// - Parameters:
    ///   - subject: what was to be had.
    ///   - remedy: the command for a file that was fetched by hand.
    static func reporting(subject: String? = nil, remedy: String? = nil, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DownloadError {
            let style = TerminalStyle(for: .standardError)
            standardError(style.red("landuse: error: ") + text(error, subject: subject, remedy: remedy).printable + "\n")
            throw exitCode(error)
        }
    }

    static func text(_ error: DownloadError, subject: String?, remedy: String?) -> String {
        let message = (subject.map { "\($0): " } ?? "") + error.description
        switch error {
        case .notFetched:
            return remedy.map { "\(message). Try again later, or fetch the file elsewhere and run: \($0)" } ?? message
        case .noRoom: return message + "; make room there, or choose a folder on a larger disk"
        default: return message
        }
    }

    static func exitCode(_ error: DownloadError) -> ExitCode {
        switch error {
        case .notFetched: .notFetched
        case .wrongChecksum(let source, _, _), .wrongSize(let source, _, _): source.contains("://") ? .notFetched : .noInput
        case .unreadable, .badArchive, .incomplete: .noInput
        case .cannotWrite, .noRoom, .exists, .noCacheFolder: .cannotWrite
        }
    }

    /// What to say of a name that nothing has.
    static func unknown(_ kind: String, _ name: String, known: [String]) -> ValidationError {
        let guess = NearestName.of(name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        return ValidationError("There is no \(kind) '\(name)'.\(guess) There are: \(known.joined(separator: ", ")).")
    }
}
