import Foundation
import Synchronization

/// A server of HTTP for one file on this machine, as well or badly behaved as a test wants it. One request a connection.
final class FileServer: Sendable {
    struct Behaviour: Sendable {
        var contents: [UInt8]
        /// Whether it sends a part where it is asked for one.
        var hasRanges = true
        /// "404 Not Found": what it answers in place of the file.
        var error: String?
        /// Hangs up after so many bytes of the body, the first time.
        var breaksOffAfter: Int?
        /// Sends nothing more after so many bytes of the body, until the client hangs up.
        var stallsAfter: Int?
        /// Whether it tells how many bytes come.
        var tellsLength = true
        /// Claims another part than it sends.
        var shiftsRanges = false
    }

    private struct State {
        var behaviour: Behaviour
        var ranges: [String?] = []
    }

    private let state: Mutex<State>
    private let listener: Int32
    let port: UInt16

    init(_ behaviour: Behaviour) throws {
        state = Mutex(State(behaviour: behaviour))
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isReady else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { return }
                answer(connection)
                close(connection)
            }
        }
    }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    func url(_ name: String) -> String { "http://127.0.0.1:\(port)/\(name)" }

    /// The `Range` of each request so far; `nil` for one that asked for all.
    var ranges: [String?] { state.withLock { $0.ranges } }

    func behave(_ change: (inout Behaviour) -> Void) { state.withLock { change(&$0.behaviour) } }

    private func answer(_ connection: Int32) {
        var request: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !request.suffix(4).elementsEqual([13, 10, 13, 10]) {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            request += buffer[..<count]
        }
        let lines = String(decoding: request, as: UTF8.self).split(separator: "\r\n")
        let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }.map { String($0.dropFirst("range: bytes=".count)) }
        let behaviour = state.withLock { state in
            state.ranges.append(range)
            defer { if range == nil || range?.hasSuffix("-") == true { state.behaviour.breaksOffAfter = nil } }
            return state.behaviour
        }
        send(behaviour, range, to: connection)
    }

    private func send(_ behaviour: Behaviour, _ range: String?, to connection: Int32) {
        var status = "200 OK", headers = "", body = behaviour.contents[...]
        if let error = behaviour.error {
            (status, body) = (error, Array("<html>\(error)</html>".utf8)[...])
        } else if behaviour.hasRanges, let range {
            let bounds = range.split(separator: "-").compactMap { Int($0) }
            let last = bounds.count > 1 ? min(bounds[1], body.count - 1) : body.count - 1
            guard let first = bounds.first, first <= last else { return write("HTTP/1.1 416 Range Not Satisfiable\r\n\r\n", connection) }
            let told = behaviour.shiftsRanges && last > first ? first + 1 : first
            (status, headers) = ("206 Partial Content", "Content-Range: bytes \(told)-\(last)/\(body.count)\r\n")
            body = body[first...last]
        }
        if behaviour.tellsLength { headers += "Content-Length: \(body.count)\r\n" }
        write("HTTP/1.1 \(status)\r\n\(headers)Connection: close\r\n\r\n", connection)
        // The request for one byte, which finds out about parts, is answered whole.
        let isProbe = range.map { !$0.hasSuffix("-") } ?? false
        if let count = behaviour.stallsAfter {
            write(body.prefix(count), connection)
            var byte: UInt8 = 0
            while read(connection, &byte, 1) > 0 {}
            return
        }
        write(isProbe ? body : behaviour.breaksOffAfter.map { body.prefix($0) } ?? body, connection)
    }

    private func write(_ text: String, _ connection: Int32) { write(Array(text.utf8)[...], connection) }

    private func write(_ bytes: ArraySlice<UInt8>, _ connection: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

/// A server that stops with the test.
func withServer<Result>(_ behaviour: FileServer.Behaviour, _ body: (FileServer) throws -> Result) throws -> Result {
    let server = try FileServer(behaviour)
    defer { server.stop() }
    return try body(server)
}
