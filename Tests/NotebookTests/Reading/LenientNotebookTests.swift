import Testing

@testable import Notebook

struct LenientNotebookTests {
    private static func pieces(_ text: String) throws -> [String] {
        try LenientNotebook(Array(text.utf8)).pieces.map { piece in
            switch piece {
            case .fence(let fence): "\(fence.id ?? "-")@\(fence.firstLine): \(fence.code.replacing("\n", with: "|"))"
            case .text(let text): "text \(text.id)@\(text.lines): \(text.markdown.replacing("\n", with: "|"))"
            }
        }
    }

    static let cases: [(String, [String])] = [
        ("", []),
        ("Nothing.\n", []),
        ("```swift\n1\n```\n", ["-@2: 1|"]),
        ("```python\n1\n```\n", []),
        ("~~~ Swift copy\n//| id: a\n1\n~~~\n", ["a@2: 1|"]),
        ("```swift\n//| id: \"a\" # mine\n//| nonsense\n1\n```\n", ["a@2: 1|"]),
        ("```swift\n//| id: 9 lives\n1\n```\n", ["-@2: 1|"]),
        // Without an end, up to the next cell with options; without options it may be part of a text.
        ("```swift\n//| id: a\n1\n\n```swift\n//| id: b\n2\n```\n", ["a@2: 1||", "b@6: 2|"]),
        ("```swift\n//| id: a\n1\n\n```swift\n2\n```\n", ["a@2: 1||```swift|2|"]),
        ("```swift\n//| id: a\n1", ["a@2: 1|"]),
        ("> - ```swift\n>   //| id: a\n>   1\n>   ```\n", ["a@2: 1|"]),
        ("---\nid: x\n---\n```swift\n//| id: a\n1\n```\n", ["a@5: 1|"]),
        ("<!-- answer: a\npoints: 1\n-->\nMine.\n\n```swift\n1\n```\n<!-- end answer -->\n", ["text a@1...9: Mine.||```swift|1|```|"]),
        // An answer without an end has none of the cells behind it.
        ("<!-- answer: a -->\nMine.\n\n```swift\n//| id: b\n1\n```\n", ["text a@1...3: Mine.||", "b@5: 1|"]),
        ("<!-- answer: a -->\nOne.\n\n<!-- answer: b -->\nTwo.\n<!-- end answer -->\n", ["text a@1...3: One.||", "text b@4...6: Two.|"]),
        ("<!-- end answer -->\n", []),
    ]

    @Test(arguments: cases) func isReadAsFarAsItCan(_ text: String, _ expected: [String]) throws {
        #expect(try Self.pieces(text) == expected)
    }

    @Test func whatIsNoTextIsRefused() {
        #expect(throws: LenientNotebook.Fault.notText) { try LenientNotebook([0x61, 0]) }
        #expect(throws: LenientNotebook.Fault.notText) { try LenientNotebook([0xFF]) }
    }

    @Test func whatWouldTakeForEverIsRefused() {
        let deep = String(repeating: "- ", count: 5000) + "x\n" + String(repeating: "\n", count: 100_000)
        #expect(throws: LenientNotebook.Fault.nestedTooDeeply) { try LenientNotebook(Array(deep.utf8)) }
        let quotes = String(repeating: ">", count: 1 << 20)
        #expect(throws: LenientNotebook.Fault.nestedTooDeeply) { try LenientNotebook(Array(quotes.utf8)) }
    }

    @Test func aLongLineIsNone() throws {
        _ = try LenientNotebook(Array((String(repeating: "- - ", count: 40) + "\n" + String(repeating: "a ", count: 100_000)).utf8))
    }
}
