import FlyingFox
import Foundation

/// Lets in who asks this machine for this server, and nobody else. A page from elsewhere can make a browser send
/// requests here, by its own address or by a name of its own that it points here (DNS rebinding); then `Host` or
/// `Origin` is not ours.
struct LoopbackGate: Sendable {
    private let authorities: [String]

    init(port: UInt16) {
        authorities = ["127.0.0.1", "localhost", "[::1]"].map { "\($0):\(port)" }
    }

    /// Why a request is refused; `nil` if it is not.
    func refusal(_ request: HTTPRequest) -> HTTPResponse? {
        let hosts = request.headers.values(for: .host)
        guard hosts.count == 1, authorities.contains(hosts[0].lowercased()) else {
            return .plain(.misdirected, "This server answers to http://\(authorities[0])/ only.\n")
        }
        if let origin = request.headers[HTTPHeader("Origin")], !authorities.contains(where: { origin.lowercased() == "http://\($0)" }) {
            return .plain(.forbidden, "This server answers to its own page only.\n")
        }
        guard request.method == .GET else {
            return .plain(.methodNotAllowed, "This server takes nothing.\n", [HTTPHeader("Allow"): "GET"])
        }
        return nil
    }
}

extension HTTPStatusCode {
    /// 421: the request came to a server that is not the one it is for (RFC 9110, 15.5.20).
    fileprivate static let misdirected = HTTPStatusCode(421, phrase: "Misdirected Request")
}

extension HTTPResponse {
    static func plain(_ status: HTTPStatusCode, _ text: String, _ headers: [HTTPHeader: String] = [:]) -> HTTPResponse {
        content(status, type: "text/plain; charset=utf-8", text, headers)
    }

    /// An answer that no one keeps, frames, or takes for something else.
    static func content(_ status: HTTPStatusCode = .ok, type: String, _ text: String, _ more: [HTTPHeader: String] = [:]) -> HTTPResponse {
        HTTPResponse(
            statusCode: status, headers: HTTPHeaders(common(type: type).merging(more) { $1 }),
            body: HTTPBodySequence(data: Data(text.utf8), suggestedBufferSize: 64 << 10))
    }

    static func common(type: String) -> [HTTPHeader: String] {
        [
            .contentType: type, .cacheControl: "no-store", HTTPHeader("X-Content-Type-Options"): "nosniff",
            HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin", HTTPHeader("Content-Security-Policy"): "frame-ancestors 'none'",
            // The address is a secret.
            HTTPHeader("Referrer-Policy"): "no-referrer",
        ]
    }
}
