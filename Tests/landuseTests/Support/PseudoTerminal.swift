import Foundation
import Testing

/// The built `landuse` at a terminal, with somebody who types and reads.
final class PseudoTerminal {
    enum Failure: Error { case noTerminal, notStarted(Int32), notSeen(String, screen: String), stillRunning(String) }

    /// Linux's TIOCSPTLCK and TIOCGPTN, and glibc's POSIX_SPAWN_SETSID.
    private static let setLock: UInt = 0x4004_5431, getNumber: UInt = 0x8004_5430, newSession: Int32 = 0x80

    let process: pid_t
    private var controller: Int32
    /// All that came, escape sequences too.
    private(set) var output = ""
    private var raw: [UInt8] = []
    /// How much of it has been looked for already.
    private var seen = 0
    private var status: Int32?

    init(_ arguments: [String], in folder: URL, environment extra: [String: String] = [:], columns: UInt16 = 80, rows: UInt16 = 24) throws {
        // As posix_openpt, unlockpt and ptsname do it, which Foundation does not bring.
        var number: UInt32 = 0, isLocked: Int32 = 0
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        guard controller >= 0, ioctl(controller, Self.setLock, &isLocked) == 0, ioctl(controller, Self.getNumber, &number) == 0 else {
            throw Failure.noTerminal
        }
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(controller, UInt(TIOCSWINSZ), &size)
        _ = fcntl(controller, F_SETFD, FD_CLOEXEC)

        var environment = ProcessInfo.processInfo.environment
        environment["TERM"] = "xterm"
        environment["HOME"] = folder.path
        environment["TMPDIR"] = folder.path
        environment["XDG_STATE_HOME"] = nil
        environment["NO_COLOR"] = nil
        // A crash is a crash here, and nothing to talk about with a debugger.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["XDG_CACHE_HOME"] = Program.cache.path
        environment.merge(extra) { $1 }

        // A new session has no terminal; opening one makes it the session's, so that Ctrl-C is a signal.
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t(), defaults = sigset_t(), identifier = pid_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        sigfillset(&defaults)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(Self.newSession | POSIX_SPAWN_SETSIGDEF))
        let command = ["sh", "-c", #"cd "$0" && exec "$@""#, folder.path, Program.url.path] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        let error = posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &words, &variables)
        guard error == 0 else { throw Failure.notStarted(error) }
        process = identifier
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        if controller >= 0 { close(controller) }
    }

    /// Types text; `\r` is Enter.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
    }

    /// Waits until a text has come that was not looked for before.
    @discardableResult
    func expect(_ text: String, within seconds: Double = 300) async throws -> String {
        let deadline = Date.now + seconds
        while true {
            let fresh = String(decoding: Array(output.utf8)[seen...], as: UTF8.self)
            if let found = fresh.firstRange(of: text) {
                let before = String(fresh[..<found.lowerBound])
                seen += fresh[..<found.upperBound].utf8.count
                return before
            }
            guard await read(until: deadline) else { throw Failure.notSeen(text, screen: fresh) }
        }
    }

    /// Types a line at the prompt `number`, and waits for the next prompt.
    /// - Returns: what stands between them, without styles.
    func enter(_ text: String, next prompt: String, within seconds: Double = 300) async throws -> String {
        type(text + "\r")
        // Drawing the last frame of the input ends with a line feed.
        _ = try await expect("\u{1B}[?2004l", within: seconds)
        return "\n" + plain(try await expect("\u{1B}[?2004h", within: seconds) + (try await expect(prompt, within: seconds)))
    }

    /// Types a line, and expects words between it and the next prompt; what came instead is told.
    func enter(_ text: String, next prompt: String, shows words: String, at place: SourceLocation = #_sourceLocation) async throws {
        let shown = try await enter(text, next: prompt)
        #expect(shown.contains(words), "\(text) showed \(shown.debugDescription)", sourceLocation: place)
    }

    /// Closes the window, as it were.
    func closeTerminal() {
        close(controller)
        controller = -1
    }

    /// Waits for the program's end, and gives its exit code, or its signal as a negative number.
    func wait(within seconds: Double = 300) async throws -> Int32 {
        let deadline = Date.now + seconds
        while status == nil {
            var code: Int32 = 0
            if waitpid(process, &code, WNOHANG) == process {
                while await read(until: .now + 0.05) {}
                status = code & 0x7F == 0 ? (code >> 8) & 0xFF : -(code & 0x7F)
            } else if Date.now > deadline {
                throw Failure.stillRunning(output)
            } else {
                _ = await read(until: .now + 0.02)
            }
        }
        return status ?? 0
    }

    /// Whether the terminal shows what is typed, and makes lines of it, as a shell wants it.
    var isCooked: Bool {
        var settings = termios()
        guard tcgetattr(controller, &settings) == 0 else { return false }
        let wanted = tcflag_t(ECHO | ICANON | ISIG)
        return settings.c_lflag & wanted == wanted
    }

    /// Waits without a thread: the tests' pool has one for each core, and what is waited for may need one.
    private func read(until deadline: Date) async -> Bool {
        while deadline.timeIntervalSinceNow > 0 {
            var polled = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
            guard poll(&polled, 1, 0) > 0 else {
                try? await Task.sleep(for: .milliseconds(5))
                continue
            }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = Foundation.read(controller, &bytes, bytes.count)
            guard count > 0 else { return false }
            raw += bytes.prefix(count)
            output = String(decoding: raw, as: UTF8.self)
            return true
        }
        return false
    }

    private func plain(_ text: String) -> String {
        text.replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").replacing("\r\n", with: "\n").replacing("\r", with: "")
    }
}
