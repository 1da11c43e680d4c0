import Testing

@testable import CellCompiler

/// Which last item of a cell is shown, and what is put around it.
@Suite struct TrailingExpressionTests {
    @Test(arguments: [
        ("1 + 2", "$show(1 + 2)"),
        ("let x = 3", "let x = 3; $reached(1)"),
        ("let x = 3\nx", "let x = 3; $reached(1)\n$show(x)"),
        ("f() // a remark", "$show(f()) // a remark"),
        ("f() /* one */ // two\n// three", "$show(f()) /* one */ // two\n// three"),
        ("a; b", "a; $show(b)"),
        ("xs\n  .map { $0 }\n  .sorted()", "$show(xs\n  .map { $0 }\n  .sorted())"),
        ("measure { 1 } onError: { 2 }", "$show(measure { 1 } onError: { 2 })"),
        ("try f()", "$show(try f())"),
        ("try? f()", "$show(try? f())"),
        ("x as? Int", "$show(x as? Int)"),
        ("a ? b : c", "$show(a ? b : c)"),
        ("#line", "$show(#line)"),
        // Void, which the kernel does not show.
        ("x += 1", "$show(x += 1)"),
        ("print(1)", "$show(print(1))"),
    ])
    func `a last expression is handed to the kernel`(_ source: String, _ expected: String) {
        #expect(generated(source) == expected)
    }

    @Test(arguments: [
        "x = 5", "(a, b) = (b, a)", "_ = f()", "x = try f()", "a[0].b = c", "x = y;", "if a { 1 } else { 2 }", "switch a { default: 1 }",
        "for i in 0..<3 { i }", "do { 1 }", "func f() -> Int { 1 }", "struct S {}", "import Foundation", "", "// nothing", "#warning(\"later\")",
    ])
    func `what has no value, or is a statement, stays as it is`(_ source: String) {
        #expect(generated(source) == source)
    }

    @Test(arguments: [
        ("[1, 2];", "_ = [1, 2];"), ("try f();", "_ = try f();"), ("f(); // quiet", "_ = f(); // quiet"),
        ("await f();", "_ = $wait({ await f() });"),
    ])
    func `a semicolon asks for silence`(_ source: String, _ expected: String) {
        #expect(generated(source) == expected)
    }

    @Test(arguments: [
        ("let a = 1, b = 2", "let a = 1, b = 2; $reached(1)"),
        ("let a = 1; var b = 2", "let a = 1; $reached(1); var b = 2; $reached(2)"),
        ("let (a, b) = (1, 2) // two", "let (a, b) = (1, 2); $reached(1) // two"),
        ("var a: Int { 1 }\nlet b = 2", "var a: Int { 1 }\nlet b = 2; $reached(1)"),
        ("var a: Int\na = 1", "var a: Int\na = 1"), ("var a: Int?", "var a: Int?; $reached(1)"),
        ("var a = 1 { didSet { print(a) } }", "var a = 1 { didSet { print(a) } }; $reached(1)"),
        ("#if DEBUG\nlet a = 1\n#else\nlet a = 2\n#endif", "#if DEBUG\nlet a = 1\n#else\nlet a = 2; $reached(1)\n#endif"),
        ("do { let a = 1 }", "do { let a = 1 }"),
    ])
    func `after each variable the kernel is told`(_ source: String, _ expected: String) {
        #expect(generated(source) == expected)
    }
}
