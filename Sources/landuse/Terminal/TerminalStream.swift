import Foundation

/// One of this process's own streams, written at once.
enum TerminalStream: Sendable {
    case standardOutput, standardError

    var descriptor: Int32 {
        switch self {
        case .standardOutput: STDOUT_FILENO
        case .standardError: STDERR_FILENO
        }
    }

    /// Writes all of the text; a reader that has gone is nobody's error here.
    func write(_ text: String) {
        writeAll(text.utf8, to: descriptor)
    }
}

func standardError(_ text: String) { TerminalStream.standardError.write(text) }
