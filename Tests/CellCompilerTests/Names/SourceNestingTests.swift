import Testing

@testable import CellCompiler

/// What is told of code with no parser, or with one that is quick. What it is slow with is the reader's: NestingReaderTests.
struct SourceNestingTests {
    @Test func deepCodeIsFound() {
        #expect(SourceNesting.isBounded("let a = 1"))
        #expect(!SourceNesting.isBounded("a" + String(repeating: ".a", count: 5000)))
        #expect(!SourceNesting.isBounded(String(repeating: "if true {} else ", count: 2000) + "{}"))
        #expect(!SourceNesting.isBounded(String(repeating: "a", count: SourceNesting.longest + 1)))
    }

    @Test func whatPeopleWriteIsBounded() {
        let list = "let values = [" + String(repeating: "1.25, ", count: 5000) + "1]\n"
        let statements = String(repeating: "print(values.map { [$0, ($0 + 1) * 2].reduce(0, +) }.max() ?? 0)\n", count: 500)
        for code in [list, statements] {
            #expect(SourceNesting.appearance(of: code) == .unclear)
            #expect(SourceNesting.isBounded(code))
        }
    }

    @Test(arguments: [
        ("", .harmless), ("func f(a: [Int]) -> Int { a.map { $0 }[0] }", .harmless),
        (String(repeating: "(", count: 8), .harmless), (String(repeating: "(", count: 9), .unclear),
        (String(repeating: "@a ", count: 8), .harmless), (String(repeating: "@a ", count: 9), .unclear), (String(repeating: "a<", count: 9), .unclear), (String(repeating: "a<", count: 101), .hopeless),
        (String(repeating: "[{(", count: 34), .hopeless), (String(repeating: "()", count: 700), .harmless),
        (String(repeating: "a", count: 1499), .harmless), (String(repeating: "a", count: 1500), .unclear),
        (String(repeating: "a", count: SourceNesting.longest), .unclear), (String(repeating: "a", count: SourceNesting.longest + 1), .hopeless),
    ] as [(String, SourceNesting.Appearance)])
    func whatIsSeenWithoutAParser(code: String, appearance: SourceNesting.Appearance) {
        #expect(SourceNesting.appearance(of: code) == appearance, "\(code.prefix(40)) … \(code.utf8.count)")
    }
}
