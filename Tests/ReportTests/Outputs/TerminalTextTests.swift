@testable import Report
import Testing

/// What a terminal would show in the end.
@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("plain\ntext\n", "plain\ntext\n"),
        ("10%\r50%\r100%\ndone\n", "100%\ndone\n"),
        ("long line\rshort\n", "shortline\n"),
        ("stays\r", "stays"),
        ("windows\r\nlines\r\n", "windows\nlines\n"),
        ("abc\u{8}\u{8}X\n", "aXc\n"),
        ("\u{8}a", "a"),
        ("\u{1B}[31mred\u{1B}[0m \u{1B}[1;38;5;200mx\u{1B}[m", "red x"),
        ("long line\r\u{1B}[Kshort\n", "short\n"),
        ("abc\u{1B}[2Kd", "   d"),
        ("\u{1B}]0;title\u{7}a\u{1B}]8;;http://x\u{1B}\\b", "ab"),
        ("\u{1B}]never ended\nnext", "\nnext"),
        ("a\u{1B}(Bb\u{1B}", "ab"),
        ("a\u{1B}[12", "a"),
        ("bell\u{7}", "bell"),
    ])
    func shown(_ text: String, _ expected: String) {
        #expect(TerminalText.shown(text) == expected)
    }
}
