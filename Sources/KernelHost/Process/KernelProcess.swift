import CellCompiler
import Foundation
import KernelWire
import Subprocess
import Synchronization

/// A kernel that runs, seen through three descriptors: a socket for requests and replies, and the ends of
/// its standard output and standard error. It holds no thread: whoever waits for a message reads.
final class KernelProcess: Sendable {
    enum Channel: Int, CaseIterable, Sendable { case replies, output, errors }

    enum Message: Sendable {
        case bytes(Channel, [UInt8])
        /// Nothing came until the deadline.
        case deadlinePassed
        /// Somebody called `wake`.
        case woken
        /// All three channels are closed: the process has ended, or is about to.
        case closed
    }

    let streamMark: StreamMark
    let processIdentifier: pid_t
    private let descriptors: [Int32]
    /// A pipe on which `wake` reaches the thread that waits.
    private let alarm: (reading: Int32, writing: Int32)
    private let open: Mutex<Set<Int>>
    private let termination: Task<TerminationStatus, any Error>
    private let hasTerminated = SharedFlag()
    /// Whether it was ended from here.
    private let isEnded = SharedFlag()

    /// Starts a kernel.
    static func start(
        program: URL, environment: KernelEnvironment, workingDirectory: URL, launch: ProgramLaunch = .plain
    ) async throws -> KernelProcess {
        var sockets: [Int32] = [-1, -1], output: [Int32] = [-1, -1], errors: [Int32] = [-1, -1], alarm: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &sockets) == 0,
            pipe(&output) == 0, pipe(&errors) == 0, pipe(&alarm) == 0
        else { throw KernelError.notStarted("no descriptors: \(String(cString: strerror(errno)))") }
        for descriptor in output + errors + alarm { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        for descriptor in alarm { _ = fcntl(descriptor, F_SETFL, O_NONBLOCK) }
        let mark = StreamMark(key: (0..<4).map { _ in String(UInt32.random(in: .min ... .max), radix: 36) }.joined())
        let command = ProgramLaunch.Command(
            program: program.path, arguments: [mark.key], environment: environment.variables, workingDirectory: workingDirectory.path)
        let (childSocket, childOutput, childErrors) = (sockets[1], output[1], errors[1])
        var options = PlatformOptions()
        // Ctrl-C at the terminal is for landuse, which then ends its kernel.
        options.processGroupID = 0
        let (started, startedContinuation) = AsyncStream<pid_t>.makeStream()
        let termination = Task { [options] in
            defer { startedContinuation.finish() }
            return try await run(
                launch.configuration(of: command, platformOptions: options),
                input: .fileDescriptor(.init(rawValue: childSocket), closeAfterSpawningProcess: true),
                output: .fileDescriptor(.init(rawValue: childOutput), closeAfterSpawningProcess: true),
                error: .fileDescriptor(.init(rawValue: childErrors), closeAfterSpawningProcess: true)
            ) { execution in
                startedContinuation.yield(pid_t(execution.processIdentifier.value))
            }.terminationStatus
        }
        guard let identifier = await started.first(where: { _ in true }) else {
            for descriptor in [sockets[0], output[0], errors[0]] + alarm { close(descriptor) }
            do { _ = try await termination.value } catch { throw KernelError.notStarted(String(describing: error)) }
            throw KernelError.notStarted(program.path)
        }
        return KernelProcess(
            streamMark: mark, processIdentifier: identifier, descriptors: [sockets[0], output[0], errors[0]],
            alarm: (alarm[0], alarm[1]), termination: termination)
    }

    private init(
        streamMark: StreamMark, processIdentifier: pid_t, descriptors: [Int32], alarm: (reading: Int32, writing: Int32),
        termination: Task<TerminationStatus, any Error>
    ) {
        self.streamMark = streamMark
        self.processIdentifier = processIdentifier
        self.descriptors = descriptors
        self.alarm = alarm
        self.termination = termination
        let hasTerminated = hasTerminated
        Task {
            _ = await termination.result
            // What its cells have started goes with it. At once, for the group's number is its own only while someone is
            // in the group, or has just left it.
            _ = Foundation.kill(-processIdentifier, SIGKILL)
            hasTerminated.set()
        }
        open = Mutex(Set(descriptors.indices))
    }

    deinit { for descriptor in descriptors + [alarm.reading, alarm.writing] { close(descriptor) } }

    /// Makes the thread that waits for a message look up.
    func wake() {
        var byte: UInt8 = 0
        // A full pipe wakes just as well.
        _ = write(alarm.writing, &byte, 1)
    }

    /// Waits for what comes next, on the calling thread.
    func nextMessage(until deadline: ContinuousClock.Instant?) -> Message {
        while true {
            let channels = open.withLock { $0.sorted() }
            if channels.isEmpty { return .closed }
            // A program that a cell has started may hold the streams open for ever. What the kernel itself has
            // printed is there already.
            let isGone = !channels.contains(Channel.replies.rawValue)
            var polled = (channels.map { descriptors[$0] } + [alarm.reading]).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            var timeout: Int32 = -1
            if let deadline {
                // Also where there is always something to read.
                if ContinuousClock.now >= deadline { return .deadlinePassed }
                let left = (deadline - .now).components
                timeout = Int32(clamping: max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1))
            }
            let ready = poll(&polled, nfds_t(polled.count), isGone ? 0 : timeout)
            if ready == 0 { return isGone ? .closed : .deadlinePassed }
            guard ready > 0 else { continue }
            if let last = polled.popLast(), last.revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 64)
                while read(alarm.reading, &buffer, buffer.count) > 0 {}
                return .woken
            }
            for (channel, state) in zip(channels, polled) where state.revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 64 << 10)
                let count = read(descriptors[channel], &buffer, buffer.count)
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                guard count > 0 else {
                    _ = open.withLock { $0.remove(channel) }
                    continue
                }
                return .bytes(Channel.allCases[channel], Array(buffer.prefix(count)))
            }
        }
    }

    /// Sends a request; a kernel that has gone is found out when its replies are read.
    func send(_ request: KernelRequest) {
        var rest = request.frame[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.send(descriptors[0], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends the kernel with all that its cells have started: it leads a group of its own.
    func kill() {
        // A number that has been given back may be somebody else's by now.
        guard !hasTerminated.isSet else { return }
        isEnded.set()
        _ = Foundation.kill(-processIdentifier, SIGKILL)
        _ = Foundation.kill(processIdentifier, SIGKILL)
    }

    /// Whether the kernel has gone, as its socket tells.
    var isGone: Bool {
        var polled = pollfd(fd: descriptors[Channel.replies.rawValue], events: 0, revents: 0)
        return poll(&polled, 1, 0) > 0 && polled.revents & Int16(POLLHUP | POLLERR) != 0
    }

    /// How the process ended, once it has.
    func terminationStatus() async -> TerminationStatus? { try? await termination.value }

    /// Whether it was killed, and not from here.
    func wasKilled() async -> Bool { await terminationStatus()?.isKill == true && !isEnded.isSet }
}

/// Faults of a kernel as a process.
public enum KernelError: Error, CustomStringConvertible {
    case notStarted(String)

    public var description: String {
        switch self {
        case .notStarted(let reason): "the kernel could not be started: \(reason)"
        }
    }
}
