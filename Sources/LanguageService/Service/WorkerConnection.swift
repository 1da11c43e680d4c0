import Foundation

/// A worker process and the socket to it.
final class WorkerConnection: @unchecked Sendable {
    private let process = Process()
    private let socket: Int32
    private var pending: [UInt8] = []

    /// - Parameter command: the program and its arguments.
    init(command: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard let program = command.first, socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw LanguageServiceError.notStarted("no socket")
        }
        socket = ends[0]
        let other = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        process.executableURL = URL(filePath: program)
        process.arguments = Array(command.dropFirst())
        process.standardInput = other
        process.standardOutput = other
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw LanguageServiceError.notStarted("\(program): \(error.localizedDescription)") }
        try? other.close()
    }

    deinit { end() }

    private var isEnded = false

    /// Ends the worker, whatever it does.
    func end() {
        guard !isEnded else { return }
        isEnded = true
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        close(socket)
    }

    /// Sends a line and waits for one, on the calling thread.
    func exchange(_ line: String, until deadline: ContinuousClock.Instant) throws(LanguageServiceError) -> [UInt8] {
        try send(Array((line + "\n").utf8), until: deadline)
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                defer { pending.removeFirst(end + 1) }
                return Array(pending[..<end])
            }
            try wait(for: Int16(POLLIN), until: deadline)
            var bytes = [UInt8](repeating: 0, count: 64 << 10)
            let count = recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .ended }
            pending += bytes.prefix(count)
        }
    }

    private func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(LanguageServiceError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            try wait(for: Int16(POLLOUT), until: deadline)
            let count = rest.withUnsafeBytes { Foundation.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT)) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { throw .ended }
            rest = rest.dropFirst(count)
        }
    }

    private func wait(for events: Int16, until deadline: ContinuousClock.Instant) throws(LanguageServiceError) {
        while true {
            let left = (deadline - .now).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            guard milliseconds > 0 else { throw .timedOut }
            var polled = pollfd(fd: socket, events: events, revents: 0)
            let count = poll(&polled, 1, Int32(min(milliseconds, 60_000)))
            if count > 0 { return }
            if count < 0, errno != EINTR { throw .ended }
        }
    }
}
