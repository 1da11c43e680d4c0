import Testing
@testable import landuse

@Suite struct PrintableTests {
    @Test(arguments: [
        ("plain é 👩‍👩‍👧\t日本", "plain é 👩‍👩‍👧\t日本"), ("\u{1B}[31m\u{7}\r\n\u{0}", "\\u{1B}[31m\\u{7}\\u{D}\\u{A}\\u{0}"), ("\u{9B}2J\u{7F}", "\\u{9B}2J\\u{7F}"),
        ("a\u{2028}\u{202E}b\u{2066}", "a\\u{2028}\\u{202E}b\\u{2066}"),
    ])
    func `a terminal shows it and does not obey it`(_ text: String, _ shown: String) { #expect(text.printable == shown) }
}
