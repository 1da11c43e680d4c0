import Foundation

/// Colours, where a terminal shows them and its user wants them (no-color.org).
struct TerminalStyle: Sendable {
    private let isOn: Bool

    init(for stream: TerminalStream, environment: [String: String] = ProcessInfo.processInfo.environment) {
        isOn = isatty(stream.descriptor) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    func bold(_ text: String) -> String { styled(text, "1") }
    func dim(_ text: String) -> String { styled(text, "2") }
    func red(_ text: String) -> String { styled(text, "31") }
    func yellow(_ text: String) -> String { styled(text, "33") }

    private func styled(_ text: String, _ code: String) -> String {
        isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
