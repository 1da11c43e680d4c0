import Foundation

/// The terminal's raw mode, in which every key comes at once and none is shown by itself. However the process ends,
/// the terminal is as it was: at exit, and on any signal that ends it.
enum RawMode {
    // Read by signal handlers, so plain memory: `isOn` is set last and cleared first.
    nonisolated(unsafe) private static var saved = termios()
    nonisolated(unsafe) private static var descriptor: Int32 = -1
    nonisolated(unsafe) private static var isOn = false
    nonisolated(unsafe) private static var previous: [Int32: sigaction] = [:]

    /// End a process that does not handle them.
    private static let requests = [SIGHUP, SIGINT, SIGQUIT, SIGTERM]
    /// End a process, whoever else handles them.
    private static let faults = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]
    /// What the terminal is asked for meanwhile, and not any more after: to mark what is pasted.
    static let begin = "\u{1B}[?2004h"
    private static let end: StaticString = "\u{1B}[?2004l"

    /// - Returns: false where `descriptor` is no terminal.
    static func enter(_ descriptor: Int32) -> Bool {
        guard !isOn else { return true }
        guard tcgetattr(descriptor, &saved) == 0 else { return false }
        Self.descriptor = descriptor
        installOnce
        var raw = saved
        raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INPCK | ISTRIP | IXON)
        raw.c_lflag &= ~tcflag_t(ECHO | ICANON | IEXTEN | ISIG)
        withUnsafeMutableBytes(of: &raw.c_cc) {
            $0[Int(VMIN)] = 1
            $0[Int(VTIME)] = 0
        }
        installHandlers()
        guard tcsetattr(descriptor, TCSADRAIN, &raw) == 0 else { return false }
        isOn = true
        return true
    }

    static func leave() {
        guard isOn else { return }
        restore()
        removeHandlers()
    }

    /// Only what a signal handler may do.
    private static func restore() {
        guard isOn else { return }
        isOn = false
        _ = end.withUTF8Buffer { write(descriptor, $0.baseAddress, $0.count) }
        _ = tcsetattr(descriptor, TCSANOW, &saved)
    }

    private static let installOnce: Void = { atexit { RawMode.restore() } }()

    private static func installHandlers() {
        for signal in requests + faults {
            var old = sigaction()
            guard sigaction(signal, nil, &old) == 0 else { continue }
            let isDefault = unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_DFL, to: Int.self)
            // Whoever handles a request ends the process properly, or not at all.
            if requests.contains(signal), !isDefault { continue }
            previous[signal] = old
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { signal in
                RawMode.restore()
                // As it would have ended without us.
                if var old = RawMode.previous[signal] { sigaction(signal, &old, nil) }
                raise(signal)
            }
            sigaction(signal, &action, nil)
        }
    }

    private static func removeHandlers() {
        for (signal, old) in previous {
            var old = old
            sigaction(signal, &old, nil)
        }
        previous = [:]
    }
}
