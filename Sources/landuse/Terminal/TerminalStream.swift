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

    /// How wide the terminal is; `nil` where the stream is none, or one that moves no cursor.
    var columns: Int? {
        var size = winsize()
        guard isatty(descriptor) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
        return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    }

    /// Writes all of the text; a reader that has gone is nobody's error here.
    func write(_ text: String) {
        writeAll(text.utf8, to: descriptor)
    }
}

func standardError(_ text: String) { TerminalStream.standardError.write(text) }
