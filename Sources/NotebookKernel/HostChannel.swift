import CKernelRuntime
import Dispatch
import Glibc
import KernelWire

/// The socket to the host. The kernel gets it as its standard input, and takes it away from the cells
/// before the first of them runs.
final class HostChannel: @unchecked Sendable {
    private let descriptor: Int32
    private let lock = DispatchSemaphore(value: 1)
    private var scanner = FrameScanner()
    private var pending: [[UInt8]] = []

    /// Moves the socket to a descriptor of its own, closed on exec, and leaves `/dev/null` to read from.
    init?() {
        descriptor = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 64)
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, null >= 0, dup2(null, STDIN_FILENO) == STDIN_FILENO else { return nil }
        if null != STDIN_FILENO { close(null) }
        guard cell_end_with_host(descriptor) == 0 else { return nil }
    }

    /// The next request; `nil` when the host has gone, or speaks another language.
    func nextRequest() -> KernelRequest? {
        while pending.isEmpty {
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0, let payloads = try? scanner.append(buffer.prefix(count)) else { return nil }
            pending = payloads
        }
        return try? KernelRequest(payload: pending.removeFirst())
    }

    /// Makes a reply and sends it, without another one in between. Ends the process if nobody can be told any
    /// more: the host has gone, or a cell has closed the socket.
    func send(_ makeReply: () -> KernelReply) {
        cell_hold_stops(true)
        lock.wait()
        defer {
            lock.signal()
            cell_hold_stops(false)
        }
        guard HostChannel.writeAll(makeReply().frame, to: descriptor) else { cell_process_end(0) }
    }

    /// Writes all the bytes, or as many as there is a reader for. Whether it was all.
    @discardableResult
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
