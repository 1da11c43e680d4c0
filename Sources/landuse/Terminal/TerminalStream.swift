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
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

func standardError(_ text: String) { TerminalStream.standardError.write(text) }
