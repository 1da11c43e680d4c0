/// No network, for both sides alike: a proxy at an address where nobody listens refuses every download at
/// once, without retries and without waiting.
enum Offline {
    static let variables = [
        "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9",
        "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9",
        // Jupyter talks to its kernel over the loopback device.
        "no_proxy": "localhost,127.0.0.1", "NO_PROXY": "localhost,127.0.0.1",
    ]
}
