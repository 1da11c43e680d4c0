import Testing

@testable import CellCompiler

struct SourceNestingTests {
    /// Code that begins so often, and ends as often.
    struct Form: Sendable, CustomTestStringConvertible {
        var opening: String, middle = "a", closing = ""
        var testDescription: String { opening }

        var longest: String {
            let count = (SourceNesting.longest - 64) / (opening.utf8.count + closing.utf8.count)
            return String(repeating: opening, count: count) + middle + String(repeating: closing, count: count)
        }
    }

    private static let forms = [
        Form(opening: "(", closing: ")"), Form(opening: "[", closing: "]"), Form(opening: "{", closing: "}"), Form(opening: "f(", closing: ")"),
        Form(opening: "let a: ["), Form(opening: "(", middle: ""), Form(opening: "[", middle: ""), Form(opening: "{", middle: ""),
        Form(opening: "try "), Form(opening: "await "), Form(opening: "!"), Form(opening: "- "), Form(opening: "& "), Form(opening: "if true {} else ", middle: "{}"),
        Form(opening: "a ? b : "), Form(opening: "let a = "), Form(opening: "a<"), Form(opening: "\"\\(", closing: ")\""), Form(opening: "/*", closing: "*/"),
        Form(opening: "#if a\n", closing: "\n#endif"), Form(opening: "struct A {", closing: "}"), Form(opening: "@a ", middle: "let a = 1"),
        Form(opening: "switch a { case b: ", closing: "}"), Form(opening: "if let a = "), Form(opening: "a as "), Form(opening: "repeat "), Form(opening: "x: "),
    ]

    private static let chains = [".a", "!", "?", "()", "[0]", " + a", ", a", "; a", ": a", "->a", "{}", "<a>"]

    @Test(arguments: forms) func noFormExhaustsTheStack(_ form: Form) {
        // That it comes back is what is tested.
        _ = SourceNesting.areBounded([form.longest], patience: 1)
    }

    @Test(arguments: chains) func noChainDoes(_ link: String) {
        _ = SourceNesting.areBounded(["a" + String(repeating: link, count: (SourceNesting.longest - 64) / link.utf8.count)], patience: 1)
    }

    @Test func deepCodeIsFound() {
        let chain = "a" + String(repeating: ".a", count: 5000)
        #expect(SourceNesting.areBounded(["let a = 1", chain, "let b = 1\n"]) == [true, false, true])
        #expect(SourceNesting.areBounded([String(repeating: "if true {} else ", count: 2000) + "{}"]) == [false])
        #expect(SourceNesting.areBounded([String(repeating: "a", count: SourceNesting.longest + 1)]) == [false])
    }

    @Test func whatPeopleWriteIsBounded() {
        let list = "let values = [" + String(repeating: "1.25, ", count: 5000) + "1]\n"
        let statements = String(repeating: "print(values.map { [$0, ($0 + 1) * 2].reduce(0, +) }.max() ?? 0)\n", count: 500)
        #expect(SourceNesting.areBounded([list, statements], patience: 60) == [true, true])
    }
}
