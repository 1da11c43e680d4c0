import Testing

@testable import CellCompiler

/// Which variables of earlier cells a cell would read if it ran.
@Suite struct VariablesReadTests {
    @Test(arguments: [
        ("a", ["let a = 1"], ["M1.a"]), ("a", ["let a = 1", "let a = 2"], ["M2.a"]), ("1", ["let a = 1"], []),
        // Through functions, types and computed variables.
        ("f()", ["let a = 1", "func f() { a }"], ["M1.a"]), ("S()", ["let a = 1", "struct S { var b = a }"], ["M1.a"]),
        ("b", ["let a = 1", "var b: Int { a }"], ["M1.a", "M2.b"]), ("g()", ["let a = 1", "func f() { a }", "func g() { f() }"], ["M1.a"]),
        ("f(1)", ["let a = 1\nfunc f(_ x: Int) { a }", "func f(_ x: String) {}"], ["M1.a"]),
        // Through members.
        ("s.f()", ["let a = 1", "struct S { func f() { a } }", "let s = S()"], ["M1.a", "M3.s"]), ("1.f()", ["let a = 1", "extension Int { func f() { a } }"], ["M1.a"]),
        ("S(1)", ["let a = 1", "struct S {}", "extension S { init(_ x: Int) { a } }"], ["M1.a"]),
        // A function saw the variable that there was when it was written.
        ("f()", ["let a = 1", "func f() { a }", "let a = 2"], ["M1.a"]),
        // What a variable was made from is history.
        ("b", ["let a = 1", "let b = a"], ["M2.b"]),
        // Members, labels and local names are no variables.
        ("[1].count", ["let count = 1"], []), ("f(a: 1)", ["let a = 1"], []), ("xs.map { a in a }", ["let a = 1"], []), ("xs.map(\\.a)", ["let a = 1"], []),
        ("let a = 2\nprint(a)", ["let a = 1"], []), ("for a in 0..<3 { a }", ["let a = 1"], []), ("func f(a: Int) { a }", ["let a = 1"], []),
        ("let a = a + 1", ["let a = 1"], ["M1.a"]), ("if let a { a }", ["let a = 1"], ["M1.a"]),
        // Calls in a circle come to an end.
        ("f()", ["let a = 1\nfunc f() { g() }\nfunc g() { f(); a }"], ["M1.a"]),
    ] as [(String, [String], Set<String>)])
    func variablesRead(_ cell: String, _ earlier: [String], _ expected: Set<String>) {
        #expect(Set(Scope(modules(earlier)).variablesRead(by: names(cell)).map { "\($0.module).\($0.name)" }) == expected)
    }
}
