import Testing

@testable import CellCompiler

/// A name that a cell declares again stands, before and in its declaration, for the earlier cell's.
@Suite struct QualificationTests {
    @Test(arguments: [
        ("let x = x + 1", "let x = M1.x + 1; $reached(1)"),
        ("var x = x", "var x = M1.x; $reached(1)"),
        ("let (x, y) = (y, x)", "let (x, y) = (y, M1.x); $reached(1)"),
        ("let `x` = `x`", "let `x` = M1.`x`; $reached(1)"),
        ("let x = \"\\(x)!\"", "let x = \"\\(M1.x)!\"; $reached(1)"),
        ("let x = xs.map { $0 + x }", "let x = xs.map { $0 + M1.x }; $reached(1)"),
        ("let x = { [x] in x }()", "let x = { [x = M1.x] in x }(); $reached(1)"),
        ("let x = if let x { x } else { 0 }", "let x = if let x = M1.x { x } else { 0 }; $reached(1)"),
        ("let x = if let x = x { x } else { x }", "let x = if let x = M1.x { x } else { M1.x }; $reached(1)"),
        ("let x = xs.map { let y = x; let x = y; return x }", "let x = xs.map { let y = M1.x; let x = y; return x }; $reached(1)"),
        ("let x = await x.f()", "let x = $wait({ await M1.x.f() }); $reached(1)"),
        ("let x = try x(await f())", "let x = try $wait({ try M1.x(await f()) }); $reached(1)"),
        // Before the declaration the new variable has no value: the compiler would print 0.
        ("print(x)\nlet x = 2\nprint(x);", "print(M1.x)\nlet x = 2; $reached(1)\n_ = print(x);"),
        ("x += 1\nlet x = 2", "M1.x += 1\nlet x = 2; $reached(1)"),
    ])
    func `is named by its module`(_ source: String, _ expected: String) {
        #expect(generated(source, after: ["var x = 1"]) == expected)
    }

    @Test(arguments: [
        "let x = xs.map { x in x * 2 }", "let x = xs.map { (x: Int) -> Int in x }", "let x = a.x", "let x = xs.map(\\.x)", "let x = f(x: 1)",
        "let x = [.x, .y]", "let x = xs.map { let x = $0; return x }", "let x = { for x in xs { print(x) } }", "let y = x",
        "let x = { switch a { case .some(let x): x; default: 0 } }", "let x = { do { } catch let x { print(x) } }",
        "let x = { guard let x = y else { return 0 }; return x }", "let x = { if case let x? = y { print(x) } }",
        "let x = { func f(x: Int) -> Int { x }; return f }", "let x = { [x = 3] in x }", "let x = { while let x = y { print(x) } }",
        "let x: x = 1",
    ])
    func `what is not the earlier variable stays`(_ source: String) {
        #expect(generated(source, after: ["var x = 1"]) == source + "; $reached(1)")
    }

    @Test func `a function's body means the cell's own variable, wherever it stands`() {
        let source = "func f() -> Int { x }\nstruct S { var y: Int { x } }\nvar z: Int { x }\nlet x = 2"
        #expect(generated(source, after: ["var x = 1"]) == source + "; $reached(1)")
    }

    @Test func `nothing is named where no earlier cell declares it`() {
        #expect(generated("let x = x + 1") == "let x = x + 1; $reached(1)")
    }

    @Test func `the newest of the earlier cells is meant`() {
        #expect(generated("let x = x", after: ["let x = 1", "let x = 2", "print(x)"]) == "let x = M2.x; $reached(1)")
    }
}
