import Testing

@testable import Interactive

@Suite struct CodeWordTests {
    @Test(arguments: [
        ("x.cou", 5, "cou", 2, 2), ("é.cou + 1", 5, "cou", 2, 3), ("", 0, "", 0, 0), ("f(", 2, "", 2, 2), ("#sel", 4, "#sel", 0, 0), ("let 漢字", 6, "漢字", 4, 4),
    ])
    func `the word before the cursor`(_ text: String, _ cursor: Int, _ word: String, _ start: Int, _ bytes: Int) {
        let found = CodeWord(in: text, before: cursor)
        #expect(found == CodeWord(text: word, start: start, byteOffset: bytes))
    }

    @Test(arguments: [("a.b", 3), ("a.b(1)", 3), ("a.b(c(1), (2))", 3), ("a.b()", 3), ("(a)", 0), (")", 1)])
    func `of a call, the function is meant`(_ text: String, _ end: Int) { #expect(CodeWord.calleeEnd(in: text) == end) }
}

extension CodeWord {
    fileprivate init(text: String, start: Int, byteOffset: Int) {
        self.init(in: String(repeating: "+", count: start) + text, before: start + text.count)
        self.byteOffset = byteOffset
    }
}
