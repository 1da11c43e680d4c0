import Testing

@testable import Interactive

@Suite struct InputCompletenessTests {
    @Test(arguments: [
        "let x = 1", "x", "x.count", "print(\"a\")", "if x { y }", "if x { y } else { z }", "func f() { }", "struct A { var b = 1 }", "[1, 2]",
        "\"a\\(b)c\"", "\"\"\"\na\n\"\"\"", "// comment\nx", "/* a /* b */ c */ x", "#if DEBUG\nx\n#endif", "let x: Int", "return", "let f = { $0 + 1 }",
        "x as? Int", "x!", "a ? b : c", "import Foundation", "@MainActor func f() {}", "let r = /a+/", "//| id: a\nx", "", "\n", "x;", "protocol P { func f() }",
    ])
    func `is whole`(_ text: String) { #expect(InputCompleteness(of: text) == .complete) }

    @Test(arguments: [
        "if x {", "// comment", "//| id: a", "/// doc\n", "/* a */", "func f() {", "func f() {\n  g()", "func f()", "struct A", "struct A {", "let x =", "x = ", "x +", "x ??\n", "[1, 2,", "[1, 2", "f(", "f(1,",
        "\"\"\"", "\"\"\"\nabc", "/* abc", "/* a /* b */", "x /* abc", "#if DEBUG", "#if DEBUG\nx", "let x:", "for i in 0..<3", "while true", "guard let x = y else",
        "if a {} else", "let f = {", "{ x in", "x.", "a ? b", "do {\n} catch {", "switch x {\ncase 1:", "@discardableResult", "x.map {\n  $0 + 1\n}.filter {",
        "class A: B", "enum E { case a", "import", "[\"a\": ", "let x = if y {",
    ])
    func `goes on`(_ text: String) { #expect(InputCompleteness(of: text) == .continues) }

    /// The compiler is to say what is wrong, and not to be waited for.
    @Test(arguments: ["let x = )", "}", "x )", "\"abc", "let 1 = x {", "f(]", "\"a\\(b", "a b", "let = 1", "if x } {", "print(\"a)"])
    func `is beyond mending`(_ text: String) { #expect(InputCompleteness(of: text) == .complete) }
}
