import Testing

@testable import Interactive

@Suite struct ValueLayoutTests {
    @Test(arguments: [
        ("[1, 2, 3]", "[1, 2, 3]"), ("a long sentence that has no brackets at all", "a long sentence that has no brackets at all"),
        ("[100, 200, 300, 400, 5]", "[\n  100, 200, 300,\n  400,   5\n]"),
        ("[\"a\": [1, 2], \"b, c\": [3, 4], \"d\": []]", "[\n  \"a\": [1, 2],\n  \"b, c\": [3, 4],\n  \"d\": []\n]"),
        ("Point(x: 1.0, y: 2.0, name: \"a)b\")", "Point(\n  x: 1.0,\n  y: 2.0,\n  name: \"a)b\"\n)"),
        ("Optional([100, 200, 300, 400])", "Optional(\n  [\n    100, 200, 300,\n    400\n  ]\n)"),
        ("[\"a\", \"bbb\", \"cc\", \"d\"]", "[\n  \"a\",   \"bbb\",\n  \"cc\",  \"d\"\n]"),
        // What does not match is left alone.
        ("[1, 2, 3, 4, 5, 6, 7, 8", "[1, 2, 3, 4, 5, 6, 7, 8"), ("smile :) and more of it", "smile :) and more of it"),
        ("line\n[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "line\n[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"),
    ])
    func `a long value takes several lines`(_ text: String, _ expected: String) { #expect(ValueLayout(width: 18).text(text) == expected) }

    @Test func `far too long a value is cut, and says so`() {
        let text = ValueLayout(width: 20, mostLines: 5).text("[\((0..<1000).map(String.init).joined(separator: ", "))]")
        #expect(text.split(separator: "\n").count == 6)
        #expect(text.hasSuffix("more lines"))
    }

    @Test func `depth does not end the stack`() {
        let text = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        #expect(ValueLayout(width: 20).text(text) == text)
    }
}
