import Digest
import FlyingFox
import FlyingSocks
import Foundation

/// Serves one page, its parts and its versions to browsers on this machine. It serves nothing from disk.
public final class PreviewServer: Sendable {
    /// Where the page is.
    public let address: URL
    let port: UInt16
    /// The first part of each path here; who does not know it gets nothing.
    let token: String

    private let server: HTTPServer
    private let feed: VersionFeed
    private let running: Task<Void, Never>

    /// Starts a server for a notebook.
    /// - Parameter port: `nil` for a free one. It is the same for the same notebook where it can be, so that a page
    ///   that was left open finds its server again.
    /// - Parameter folder: where what only this user may know is kept.
    static func start(port: UInt16?, for path: String, secretIn folder: URL, feed: VersionFeed) async throws(PreviewError) -> PreviewServer {
        let token = PageToken.of(path, secretIn: folder)
        if let port { return try await start(port: port, token: token, feed: feed) }
        do {
            return try await start(port: usualPort(of: path), token: token, feed: feed)
        } catch {
            return try await start(port: 0, token: token, feed: feed)
        }
    }

    /// One of the ports that are nobody's (RFC 6335), chosen by the notebook's place.
    static func usualPort(of path: String) -> UInt16 {
        let bytes = SHA256.digest(of: Array(URL(filePath: path).standardizedFileURL.path.utf8))
        return 49152 + (UInt16(bytes[0]) << 8 | UInt16(bytes[1])) % 16384
    }

    /// Starts a server on the loopback address.
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - feed: what is served.
    static func start(port: UInt16, token: String = PageToken.new(), feed: VersionFeed) async throws(PreviewError) -> PreviewServer {
        let server: HTTPServer
        let running: Task<Void, Never>
        do {
            server = HTTPServer(address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled)
            // Whichever comes first: it listens, or it ends and says why.
            let (outcomes, outcome) = AsyncStream.makeStream(of: (any Error)?.self)
            running = Task {
                do { try await server.run() } catch { outcome.yield(error) }
            }
            let listening = Task {
                do {
                    try await server.waitUntilListening()
                    outcome.yield(nil)
                } catch { outcome.yield(error) }
            }
            defer { listening.cancel() }
            for await failure in outcomes {
                if let failure { throw failure }
                break
            }
        } catch SocketError.failed(_, let code, let message) {
            throw code == EADDRINUSE ? .portInUse(port) : .notListening(message)
        } catch {
            throw .notListening("\(error)")
        }
        guard case .ip4(_, let port)? = await server.listeningAddress, let address = URL(string: "http://127.0.0.1:\(port)/\(token)/") else {
            throw .notListening("it has no address")
        }
        await server.appendRoute("*") { request in Self.answer(request, gate: LoopbackGate(port: port), token: token, feed: feed) }
        return PreviewServer(address: address, port: port, token: token, server: server, feed: feed, running: running)
    }

    private init(address: URL, port: UInt16, token: String, server: HTTPServer, feed: VersionFeed, running: Task<Void, Never>) {
        self.address = address
        self.port = port
        self.token = token
        self.server = server
        self.feed = feed
        self.running = running
    }

    /// Ends it, with all of its connections.
    public func stop() async {
        feed.finish()
        await server.stop(timeout: 1)
        running.cancel()
    }

    private static func answer(_ request: HTTPRequest, gate: LoopbackGate, token: String, feed: VersionFeed) -> HTTPResponse {
        if let refusal = gate.refusal(request) { return refusal }
        // A slash at the end is not told apart.
        let path = Array((request.path + "/").utf8), prefix = Array("/\(token)/".utf8)
        // All bytes are compared, so that the time it takes tells nothing.
        let isKnown = path.count >= prefix.count && zip(path, prefix).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        guard isKnown else { return .plain(.notFound, "There is nothing here; the page is at the address that `landuse watch` printed.\n") }
        switch String(decoding: path[prefix.count...], as: UTF8.self) {
        case "", "/": return .content(type: "text/html; charset=utf-8", feed.page.html)
        case "parts/": return parts(of: feed.page, request)
        case "events/":
            return HTTPResponse(
                statusCode: .ok, headers: HTTPHeaders(HTTPResponse.common(type: "text/event-stream")),
                body: HTTPBodySequence(from: EventStreamBody(versions: feed.versions())))
        default: return .plain(.notFound, "There is nothing here.\n")
        }
    }

    /// The parts that are asked for by their prints, as far as the page still has them; all of them if none is named.
    private static func parts(of page: PublishedPage, _ request: HTTPRequest) -> HTTPResponse {
        let wanted = request.query.first { $0.name == "prints" }?.value.split(separator: ".").map(String.init)
        let parts = wanted.map { wanted in page.parts.filter { wanted.contains($0.key) } } ?? page.parts
        let json = (try? JSONEncoder().encode(parts)) ?? Data("{}".utf8)
        return .content(type: "application/json", String(decoding: json, as: UTF8.self))
    }
}

/// Why a page cannot be served.
public enum PreviewError: Error, Equatable, CustomStringConvertible {
    case portInUse(UInt16)
    case notListening(String)

    public var description: String {
        switch self {
        case .portInUse(let port): "port \(port) is in use; choose another with --port, or leave it out for a free one"
        case .notListening(let reason): "the page cannot be served: \(reason)"
        }
    }
}
