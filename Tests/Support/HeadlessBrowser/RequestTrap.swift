import Foundation
import Glibc
import Synchronization

/// Listens on a port of this machine and notes what is asked. Every connection is closed at once, so that
/// no browser waits for an answer.
public final class RequestTrap: Sendable {
    public let port: UInt16
    private let socketDescriptor: Int32
    private let seen = Mutex<[String]>([])

    public struct Failed: Error {}

    public init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw Failed() }
        socketDescriptor = descriptor
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                var bytes = [UInt8](repeating: 0, count: 200)
                let length = max(0, recv(connection, &bytes, bytes.count, 0))
                let request = String(decoding: bytes[..<length], as: UTF8.self).prefix { !$0.isNewline }
                self?.seen.withLock { $0.append(String(request)) }
                close(connection)
            }
        }
    }

    deinit {
        // Wakes the thread that waits for connections.
        shutdown(socketDescriptor, Int32(SHUT_RDWR))
        close(socketDescriptor)
    }

    /// The first line of each request; empty for a connection without one.
    public var requests: [String] { seen.withLock { $0 } }
}
