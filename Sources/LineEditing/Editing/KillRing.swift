/// Texts that were cut out, to be put in again: Emacs's "kill ring".
struct KillRing: Sendable, Equatable {
    private static let capacity = 32

    /// Newest last.
    private var texts: [String] = []
    /// How far back the text lies that is put in now.
    private var back = 0

    /// Keeps a text; one that was cut right after another joins it.
    mutating func add(_ text: String, joining: Bool, before: Bool) {
        guard !text.isEmpty else { return }
        back = 0
        if joining, let last = texts.popLast() {
            texts.append(before ? text + last : last + text)
        } else {
            texts.append(text)
            if texts.count > Self.capacity { texts.removeFirst() }
        }
    }

    var current: String? { texts.isEmpty ? nil : texts[texts.count - 1 - back] }

    mutating func startYank() { back = 0 }

    /// Goes to the text before, round to the newest.
    mutating func rotate() {
        if !texts.isEmpty { back = (back + 1) % texts.count }
    }
}
