import Foundation

/// A connection to a server on this machine, byte by byte: what a browser would never send can be sent.
final class Connection {
    private let descriptor: Int32
    private(set) var received = ""

    struct Failed: Error { var step: String }

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard result == 0 else {
            close(descriptor)
            throw Failed(step: "connect")
        }
    }

    deinit { close(descriptor) }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Reads until the text holds `end`, or the connection ends.
    /// - Returns: all that was received so far.
    @discardableResult
    func read(until end: String? = nil, patience: Double = 120) async throws -> String {
        let deadline = Date.now + patience
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while end.map({ !received.contains($0) }) ?? true {
            guard Date.now < deadline else { throw Failed(step: "waiting for \(end ?? "the end") after \(received)") }
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count == 0 { break }
            if count > 0 { received += String(decoding: buffer[..<count], as: UTF8.self) } else { try await Task.sleep(for: .milliseconds(5)) }
        }
        return received
    }

    /// The whole answer to a request, its headers included.
    static func get(_ path: String, port: UInt16, method: String = "GET", headers: [String] = []) async throws -> String {
        let connection = try Connection(port: port)
        let host = headers.contains { $0.lowercased().hasPrefix("host:") } ? [] : ["Host: 127.0.0.1:\(port)"]
        connection.send((["\(method) \(path) HTTP/1.1", "Connection: close"] + host + headers).joined(separator: "\r\n") + "\r\n\r\n")
        return try await connection.read()
    }
}
