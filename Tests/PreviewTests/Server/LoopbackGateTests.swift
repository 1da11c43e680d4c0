import FlyingFox
@testable import Preview
import Testing

/// Who is let in. A page from elsewhere may point a name of its own to this machine.
@Suite struct LoopbackGateTests {
    @Test(arguments: [
        ("127.0.0.1:5000", nil, 200), ("localhost:5000", nil, 200), ("LOCALHOST:5000", nil, 200), ("[::1]:5000", nil, 200),
        ("127.0.0.1:5000", "http://127.0.0.1:5000", 200), ("localhost:5000", "http://localhost:5000", 200),
        (nil, nil, 421), ("", nil, 421), ("evil.example", nil, 421), ("evil.example:5000", nil, 421), ("127.0.0.1", nil, 421),
        ("127.0.0.1:5001", nil, 421), ("127.0.0.1:5000.evil.example", nil, 421), ("127.0.0.1:50000", nil, 421), ("localhost.:5000", nil, 421),
        ("127.0.0.1:5000", "http://evil.example", 403), ("127.0.0.1:5000", "https://127.0.0.1:5000", 403), ("127.0.0.1:5000", "null", 403),
        ("127.0.0.1:5000", "http://127.0.0.1:5001", 403),
    ] as [(String?, String?, Int)])
    func `only who asks for this machine and this port`(host: String?, origin: String?, code: Int) {
        #expect(answer(.GET, host: host, origin: origin) == code)
    }

    @Test(arguments: [(HTTPMethod.GET, 200), (.HEAD, 405), (.POST, 405), (.PUT, 405), (.DELETE, 405), (.OPTIONS, 405)])
    func `it only gives`(method: HTTPMethod, code: Int) {
        #expect(answer(method, host: "127.0.0.1:5000", origin: nil) == code)
    }

    private func answer(_ method: HTTPMethod, host: String?, origin: String?) -> Int {
        var headers: [HTTPHeader: String] = [:]
        headers[.host] = host
        headers[HTTPHeader("Origin")] = origin
        let request = HTTPRequest(method: method, version: .http11, path: "/", query: [], headers: HTTPHeaders(headers), body: HTTPBodySequence())
        return LoopbackGate(port: 5000).refusal(request)?.statusCode.code ?? 200
    }
}
