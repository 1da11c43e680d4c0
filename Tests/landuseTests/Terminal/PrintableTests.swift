import Testing
@testable import landuse

@Suite struct PrintableTests {
    @Test(arguments: [
        ("plain é 👩‍👩‍👧\t日本", "plain é 👩‍👩‍👧\t日本"), ("\u{1B}[31m\u{7}\r\n\u{0}", "\\u{1B}[31m\\u{7}\\u{D}\\u{A}\\u{0}"), ("\u{9B}2J\u{7F}", "\\u{9B}2J\\u{7F}"),
        ("a\u{2028}\u{202E}b\u{2066}", "a\\u{2028}\\u{202E}b\\u{2066}"),
    ])
    func `a terminal shows it and does not obey it`(_ text: String, _ shown: String) { #expect(text.printable == shown) }

    /// What looks like a name stands for itself; what looks like words of ours, or like a second column, does not.
    @Test(arguments: [
        ("Ada Lovelace", "Ada Lovelace"), ("zoë.o'neill@uni-x_2", "zoë.o'neill@uni-x_2"), ("Zoe\u{308}", "Zoe\u{308}"), ("日本", "日本"),
        ("ada: 12 of 12 points", "\"ada: 12 of 12 points\""), ("ada  12 of 12", "\"ada  12 of 12\""), (" ada", "\" ada\""), ("", "\"\""),
        ("a\" 12", "\"a\\\" 12\""), ("a\nb", "\"a\\u{A}b\""), ("=1+1", "\"=1+1\""),
    ])
    func `a name can be seen to be one`(_ name: String, _ shown: String) { #expect(name.printableName == shown) }
}
