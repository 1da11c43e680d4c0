import Testing

@testable import LineEditing

@Suite struct KeyDecoderTests {
    @Test(arguments: [
        ("aé漢👩‍👧", [.character("a"), .character("é"), .character("漢"), .character("👩"), .character("\u{200D}"), .character("👧")]),
        ("\r", [.enter]), ("\t", [.tab]), ("\u{7F}\u{08}", [.backspace, .backspace]),
        ("\u{01}\u{1F}\u{12}", [.control("a"), .control("_"), .control("r")]),
        ("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
        ("\u{1B}[1;5C\u{1B}[1;3D\u{1B}[1;2C", [.wordRight, .wordLeft, .right]),
        ("\u{1B}[H\u{1B}[4~\u{1B}[3~\u{1B}[5~", [.home, .end, .delete, .pageUp]),
        ("\u{1B}b\u{1B}f\u{1B}<", [.alt("b"), .alt("f"), .alt("<")]),
        ("\u{1B}\r\u{1B}\u{7F}\u{1B}[Z", [.altEnter, .altBackspace, .backTab]),
        ("\u{1B}[200~let x = 1\r\u{1B}[A\u{1B}[201~y", [.paste("let x = 1\r\u{1B}[A"), .character("y")]),
        ("\u{1B}[99;99Qx", [.unknown, .character("x")]),
    ] as [(String, [Key])])
    func `bytes become keys, however they are cut up`(_ text: String, _ expected: [Key]) {
        var whole = KeyDecoder()
        #expect(whole.append(text.utf8) == expected)
        var pieces = KeyDecoder()
        #expect(text.utf8.flatMap { pieces.append([$0]) } == expected)
    }

    @Test func `a lone Escape is a key once nothing follows`() {
        var decoder = KeyDecoder()
        #expect(decoder.append([0x1B]).isEmpty)
        #expect(decoder.isWaiting)
        #expect(decoder.flush() == [.escape])
        #expect(!decoder.isWaiting)
    }

    @Test func `bytes that are no UTF-8 are shown, and lose nothing after them`() {
        var decoder = KeyDecoder()
        #expect(decoder.append([0xFF, 0x61, 0xC3, 0x28]) == [.character("\u{FFFD}"), .character("a"), .character("\u{FFFD}")])
    }

    @Test func `a sequence without an end does not swallow what follows for ever`() {
        var decoder = KeyDecoder()
        let keys = decoder.append([0x1B, 0x5B] + Array(repeating: UInt8(ascii: "1"), count: 100))
        #expect(keys.contains(.unknown))
    }
}
