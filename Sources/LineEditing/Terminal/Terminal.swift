import Foundation

/// A terminal as the editor needs it: keys in, text out, and its size.
public final class Terminal: Sendable {
    enum Input: Sendable {
        case bytes([UInt8])
        case resized
        /// `interrupt` was called.
        case interrupted
        /// Nothing came for the time that was given.
        case nothing
        case end
    }

    private let input: Int32
    private let output: Int32
    private let queue = DispatchQueue(label: "terminal input")
    private let wakes = WakeSignal.shared

    public init(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) {
        self.input = input
        self.output = output
    }

    /// Whether lines can be edited here: both ends are a terminal, which understands escape sequences.
    public func canEdit(environment: [String: String] = ProcessInfo.processInfo.environment) -> Bool {
        let kind = environment["TERM"] ?? ""
        return isInteractive && !kind.isEmpty && kind != "dumb"
    }

    /// Whether a person sits at both ends.
    public var isInteractive: Bool { isatty(input) == 1 && isatty(output) == 1 }

    public var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
        return (Int(size.ws_col), max(1, Int(size.ws_row)))
    }

    public func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Whether the terminal is gone: its window was closed, or its connection lost.
    public var hasHungUp: Bool {
        var polled = pollfd(fd: input, events: 0, revents: 0)
        return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLHUP) != 0
    }

    /// Interrupts the reading of an input, as Ctrl-C does.
    public func interrupt() { WakeSignal.send(.interrupted) }

    func makeRaw() -> Bool {
        guard RawMode.enter(input) else { return false }
        write(RawMode.begin)
        return true
    }

    func restore() { RawMode.leave() }

    /// Stops this process until the shell lets it go on.
    func suspend() {
        restore()
        kill(0, SIGTSTP)
    }

    /// Waits for what comes next, without holding a thread of Swift's own.
    func next(within milliseconds: Int32 = -1) async -> Input {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.read(within: milliseconds)) }
        }
    }

    private func read(within milliseconds: Int32) -> Input {
        while true {
            var polled = [pollfd(fd: input, events: Int16(POLLIN), revents: 0), pollfd(fd: wakes.descriptor, events: Int16(POLLIN), revents: 0)]
            let count = poll(&polled, 2, milliseconds)
            if count < 0, errno == EINTR { continue }
            if count == 0 { return .nothing }
            if polled[1].revents != 0 {
                return wakes.take() == .resized ? .resized : .interrupted
            }
            var bytes = [UInt8](repeating: 0, count: 4096)
            let length = Foundation.read(input, &bytes, bytes.count)
            if length < 0, errno == EINTR || errno == EAGAIN { continue }
            return length > 0 ? .bytes(Array(bytes.prefix(length))) : .end
        }
    }
}
