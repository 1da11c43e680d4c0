import ArgumentParser
import Downloads
import Notebook

/// How the commands that download say what they could not do.
enum DownloadReport {
    /// Runs a command's work; an error becomes one line on standard error, and the command's exit code.
    /// - Parameters:
    ///   - subject: what was to be had.
    ///   - remedy: the command for a file that was fetched by hand.
    ///   - otherPlace: the option or variable that names another folder to put it into.
    static func reporting(subject: String? = nil, remedy: String? = nil, otherPlace: String? = nil, _ body: () throws -> Void) throws {
        do {
            try body()
        } catch let error as DownloadError {
            let style = TerminalStyle(for: .standardError)
            standardError(style.red("landuse: error: ") + text(error, subject: subject, remedy: remedy, otherPlace: otherPlace).printable + "\n")
            throw exitCode(error)
        }
    }

    static func text(_ error: DownloadError, subject: String?, remedy: String?, otherPlace: String?) -> String {
        let message = (subject.map { "\($0): " } ?? "") + error.description
        switch error {
        case .notFetched:
            return remedy.map { "\(message). Try again later, or fetch the file elsewhere and run: \($0)" } ?? message
        case .noRoom: return message + "; make room there, or choose a folder on a larger disk" + (otherPlace.map { " with \($0)" } ?? "")
        case .cannotWrite: return message + (otherPlace.map { "; choose another folder with \($0)" } ?? "")
        case .wrongChecksum(let source, _, _), .wrongSize(let source, _, _): return source.contains("://") ? message : message + "; fetch it anew"
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

    /// Refuses the text of an option that is empty, as that of a variable is that nobody has set: it would name the system's root.
    static func requireWords(_ text: String?, for option: String) throws {
        if text?.isEmpty == true { throw ValidationError("\(option) is empty: a variable that is not set?") }
    }

    /// What to say of a name that nothing has.
    static func unknown(_ kind: String, _ name: String, known: [String]) -> ValidationError {
        let guess = NearestName.of(name, among: known).map { " Did you mean '\($0)'?" } ?? ""
        return ValidationError("There is no \(kind) '\(name)'.\(guess) There are: \(known.joined(separator: ", ")).")
    }
}
