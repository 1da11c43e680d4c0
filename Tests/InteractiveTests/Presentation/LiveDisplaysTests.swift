import Testing

@testable import Interactive

@Suite struct LiveDisplaysTests {
    /// What happens to the terminal, one after the other, and what is written for it.
    enum Step: Sendable {
        case show(String, id: String)
        case other
    }

    private func written(_ steps: [Step], columns: Int?) -> String {
        var live = LiveDisplays()
        let during = steps.map { step -> String in
            switch step {
            case .show(let text, let id): return live.show(text, id: id, columns: columns)
            case .other:
                live.somethingElseIsWritten()
                return "…\n"
            }
        }.joined()
        return (during + "|" + live.finish()).replacing("\u{1B}", with: "^")
    }

    @Test(arguments: [
        ([.show("1", id: "a"), .show("2", id: "a"), .show("3", id: "a")], "1\n^[1A\r^[J2\n^[1A\r^[J3\n|"),
        ([.show("1\n2", id: "a"), .show("3\n4\n", id: "a")], "1\n2\n^[2A\r^[J3\n4\n|"),
        // After other text a bar goes on below, and a longer value waits for the end.
        ([.show("1", id: "a"), .other, .show("2", id: "a"), .show("3", id: "a")], "1\n…\n2\n^[1A\r^[J3\n|"),
        ([.show("1\n2", id: "a"), .other, .show("3\n4", id: "a"), .other, .show("5\n6", id: "a")], "1\n2\n…\n…\n|5\n6\n"),
        // Nested bars are drawn together, from the one that changes on.
        ([.show("1", id: "a"), .show("2", id: "b"), .show("3", id: "a"), .show("4", id: "b")], "1\n2\n^[2A\r^[J3\n2\n^[1A\r^[J4\n|"),
        // Cut to the terminal's width, or lines are counted wrong.
        ([.show("123456789", id: "a"), .show("x", id: "a")], "1234567\n^[1A\r^[Jx\n|"),
        ([.show("12345678901234567\n2", id: "a"), .show("x\ny", id: "a")], "12345678901234567\n2\n^[4A\r^[Jx\ny\n|"),
    ] as [([Step], String)])
    func `on a terminal a value is drawn over the one before`(_ steps: [Step], _ expected: String) {
        #expect(written(steps, columns: 8) == expected)
    }

    @Test func `what is longer than a screen is written in the beginning and in the end`() {
        func long(_ text: String) -> String { Array(repeating: text, count: 50).joined(separator: "\n") }
        #expect(written([.show(long("a"), id: "a"), .show(long("b"), id: "a"), .show(long("c"), id: "a")], columns: 8) == long("a") + "\n|" + long("c") + "\n")
    }

    @Test func `elsewhere only the last is written, in the order of the first`() {
        #expect(written([.show("1", id: "a"), .show("2", id: "b"), .other, .show("3", id: "a")], columns: nil) == "…\n|3\n2\n")
    }
}
