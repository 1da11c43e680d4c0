import CSourceKit
import Foundation

/// The process in which the toolchain's language service runs: it is the compiler itself, which may crash on code
/// that is half written, and must not take a session with it.
///
/// A request is a line on standard input, a JSON string with sourcekitd's YAML in it. The answer is a line on
/// standard output: `+` and JSON, or `!` and a message.
public enum LanguageServiceWorker {
    /// Serves until standard input ends.
    public static func serve(library: String) -> Never {
        // Ctrl-C at the terminal is for the session.
        signal(SIGINT, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        let problem = csourcekit_load(library).map { String(cString: $0) }
        let lines = LineQueue()
        // Read on a thread of its own: when the session ends, so does a request that would take for ever.
        Thread.detachNewThread {
            while let line = readLine() { lines.add(line) }
            _exit(0)
        }
        while true {
            let line = lines.next()
            guard problem == nil else {
                answer("!" + (problem ?? ""))
                continue
            }
            guard let request = try? JSONDecoder().decode(String.self, from: Data(line.utf8)) else {
                answer("!the request is no JSON string")
                continue
            }
            var failed = false
            guard let text = csourcekit_send(request, &failed) else { continue }
            answer((failed ? "!" : "+") + String(cString: text))
            free(text)
        }
    }

    /// A line feed in JSON is only layout.
    private static func answer(_ text: String) {
        var rest = Array((text.replacing("\n", with: " ") + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 else { _exit(1) }
            rest = rest.dropFirst(count)
        }
    }
}

/// Lines that wait for their turn.
private final class LineQueue: @unchecked Sendable {
    private let condition = NSCondition()
    private var lines: [String] = []

    func add(_ line: String) {
        condition.lock()
        lines.append(line)
        condition.signal()
        condition.unlock()
    }

    func next() -> String {
        condition.lock()
        defer { condition.unlock() }
        while lines.isEmpty { condition.wait() }
        return lines.removeFirst()
    }
}
