/// Colours for the prompt's own words, where they are wanted.
struct Palette: Sendable {
    let isOn: Bool

    func bold(_ text: String) -> String { styled(text, "1") }
    func dim(_ text: String) -> String { styled(text, "2") }
    func red(_ text: String) -> String { styled(text, "1;31") }
    func green(_ text: String) -> String { styled(text, "1;32") }
    func yellow(_ text: String) -> String { styled(text, "1;33") }
    func cyan(_ text: String) -> String { styled(text, "36") }

    private func styled(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
