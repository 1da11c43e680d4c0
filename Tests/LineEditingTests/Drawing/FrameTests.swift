import Testing

@testable import LineEditing

@Suite struct FrameTests {
    private func frame(_ text: String, back: Int = 0, columns: Int = 10, rows: Int = 24) -> Frame {
        var editor = LineEditor(text: text)
        for _ in 0..<back { _ = editor.handle(.left) }
        return editor.frame(prompt: Prompt("1> ", rest: ".. "), columns: columns, rows: rows)
    }

    private struct Case: Sendable {
        var text: String, back = 0, rows: [String], row: Int, column: Int
    }

    @Test func `text is laid out in rows`() {
        let cases = [
            Case(text: "", rows: ["1> "], row: 0, column: 3),
            Case(text: "abc", back: 1, rows: ["1> abc"], row: 0, column: 5),
            Case(text: "a\nb", rows: ["1> a", ".. b"], row: 1, column: 4),
            Case(text: "abcdefg", rows: ["1> abcdefg", ""], row: 1, column: 0),
            Case(text: "abcdefg", back: 1, rows: ["1> abcdefg"], row: 0, column: 9),
            Case(text: "abcdefgh", rows: ["1> abcdefg", "h"], row: 1, column: 1),
            // A wide character does not stand half in a row.
            Case(text: "abcdef漢", rows: ["1> abcdef", "漢"], row: 1, column: 2),
            Case(text: "a漢", back: 1, rows: ["1> a漢"], row: 0, column: 4),
            Case(text: "e\u{301}x", rows: ["1> e\u{301}x"], row: 0, column: 5),
        ]
        for test in cases {
            let frame = frame(test.text, back: test.back)
            #expect(frame.rows == test.rows, "\(test)")
            #expect(frame.cursorRow == test.row && frame.cursorColumn == test.column, "\(test): \(frame)")
        }
    }

    @Test func `a text longer than the screen shows the cursor's part`() {
        let text = (1...50).map(String.init).joined(separator: "\n")
        let end = frame(text, rows: 6)
        #expect(end.rows.count == 6)
        #expect(end.rows[end.cursorRow] == ".. 50")
        let start = frame(text, back: text.count, rows: 6)
        #expect(start.rows[start.cursorRow] == "1> 1")
    }

    @Test func `a list of completions keeps to the screen`() {
        var editor = LineEditor(text: "x.")
        editor.offer(Completions(start: 2, (1...100).map { Completion(text: "name\($0)", detail: "Int") }))
        let frame = editor.frame(prompt: Prompt("1> ", rest: ""), columns: 30, rows: 10)
        #expect(frame.rows.count <= 10)
        #expect(frame.textRows == 1)
        #expect(frame.rows.last?.contains("more") == true)
    }

    @Test(arguments: [("a", 1), ("é", 1), ("漢", 2), ("👍", 2), ("👩‍👧", 2), ("\u{200B}", 0), ("ﬁ", 1), ("한", 2), ("→", 1), ("█", 1)])
    func `cells of a character`(_ character: String, _ width: Int) { #expect(DisplayWidth.of(character) == width) }

    @Test func `text is cut to cells`() {
        #expect("abc".prefix(cells: 3) == "abc")
        #expect("abcd".prefix(cells: 3) == "ab…")
        #expect("漢字x".prefix(cells: 4) == "漢…")
    }
}
