import Foundation
import Testing

@testable import NotebookDisplay

@Suite struct JSONTextTests {
    @Test(arguments: [
        ("", "\"\""), ("a", "\"a\""), ("\"\\/", "\"\\\"\\\\/\""), ("\n\r\t", "\"\\n\\r\\t\""), ("\u{0}\u{1F}", "\"\\u0000\\u001f\""),
        ("\u{7F}é🌍", "\"\u{7F}é🌍\""),
    ])
    func `a string's literal`(_ text: String, _ expected: String) {
        #expect(JSONText.string(text) == expected)
    }

    @Test(arguments: ["\r\n", "\u{2028}\u{FFFF}", "</script>", "e\u{301}", String((UInt8.min...UInt8.max).map { Character(Unicode.Scalar($0)) })])
    func `another reader reads the same`(text: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(JSONText.string(text).utf8), options: .fragmentsAllowed) as? String
        // Compared by scalar: equal strings may be spelt differently.
        #expect(value.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }
}
