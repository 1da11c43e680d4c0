import Testing

@testable import CellCompiler

@Suite struct ImportsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var proves: String
        var earlier: [String]
        var cell: String
        var imports: String
        var testDescription: String { proves }

        init(_ proves: String, after earlier: [String], _ cell: String, imports: String) {
            self.proves = proves
            self.earlier = earlier
            self.cell = cell
            self.imports = imports
        }
    }

    static let cases = [
        Case("the first cell imports nothing", after: [], "a", imports: ""),
        Case("what is not used is not imported", after: ["let a = 1", "let b = 2", "func f() {}"], "let c = 3", imports: ""),
        Case("what is used is", after: ["let a = 1", "let b = 2"], "a", imports: "M1"),
        Case("with what that stands on: a value's members are its type's", after: ["struct S {}", "let s = S()", "let b = 1"], "s", imports: "M1, M2"),
        Case("private names are names", after: ["private let a = 1"], "a", imports: "M1"),
        Case("a variable declared again is the newer", after: ["var a = 1", "var a = 2"], "a", imports: "M1, M2, var M2.a"),
        Case("also as something else", after: ["let a = 1", "func a() {}"], "a()", imports: "M1, M2, func M2.a"),
        Case("a function gives way to a variable", after: ["func a() {}", "let a = 1"], "a", imports: "M1, M2, var M2.a"),
        Case("a type declared again is the newer", after: ["struct S {}", "func f() -> S { S() }", "struct S { var a = 1 }"], "f(); S()", imports: "M1, M2, M3, struct M3.S"),
        Case("an overload stays", after: ["func f(_ x: Int) {}", "func f(_ x: String) {}"], "f(1)", imports: "M1, M2, func M2.f"),
        Case("a function of the same labels and types goes", after: ["func f(_ x: Int) {}", "func f(_ y: Int) {}"], "f(1)", imports: "M2, func M1.__cell, func M2.f"),
        Case("a member is imported by its name", after: ["extension Int { func f() {} }", "extension Int { func g() {} }"], "1.g()", imports: "M2"),
        Case(
            "a module with a member that a newer one has is imported by names only",
            after: ["extension Int { func f() {} }\nlet a = 1\nlet b = 2", "extension Int { func f() {} }"], "1.f(); a", imports: "M2, func M1.__cell, var M1.a"),
        Case("members of one name for different instances stay",
            after: ["extension [Int] { func f() {} }", "extension [String] { func f() {} }"], "[1].f()", imports: "M1, M2"),
        Case("a conformance is always there", after: ["struct S {}\nextension S: P {}", "let a = 1"], "2", imports: "M1"),
        Case("an interpolation of one's own, too", after: ["extension String.StringInterpolation { func appendInterpolation(hex: Int) {} }"], "\"\\(hex: 1)\"", imports: "M1"),
        Case("an operator comes with its declaration", after: ["infix operator +++", "func +++ (a: Int, b: Int) -> Int { 1 }", "let b = 1"], "1 +++ 2", imports: "M1, M2"),
        Case("an operator of an extension is imported by its symbol", after: ["extension Int { static func +++ (a: Int, b: Int) -> Int { 1 } }"], "1 +++ 2", imports: "M1"),
        Case("an operator in a type comes with the type's values", after: ["struct V { static func + (a: V, b: V) -> V { a } }", "let v = V()"], "v + v", imports: "M1, M2"),
        Case("an operator defined again is the newer", after: ["func + (a: V, b: V) -> V { a }\nstruct V {}", "func + (a: V, b: V) -> V { b }"], "V() + V()", imports: "M2, func M1.__cell, struct M1.V"),
        Case("a pattern is matched by an operator that nothing names", after: ["func ~= (a: V, b: Int) -> Bool { true }"], "switch 1 { case v: 1 }", imports: "M1"),
        Case("precedence is always there", after: ["precedencegroup G {}"], "1", imports: "M1"),
        Case("a name in an interpolation is used", after: ["let a = 1"], "\"\\(a)\"", imports: "M1"),
        Case("one in a comment or a text is not", after: ["let a = 1"], "\"a\" // a", imports: ""),
        Case("a function declared again hides the older, whatever its types mean now",
            after: ["struct S {}\nfunc f(_ s: S) {}", "struct S {}\nfunc f(_ s: S) {}"], "f(s)", imports: "M2, func M1.__cell, func M2.f"),
        Case("also where the cell itself declares it again", after: ["func f() {}"], "func f() {}\nf()", imports: "func M1.__cell"),
        Case("overloads beside one that is declared again come through the newer cell",
            after: ["func f(_ x: Int) {}\nfunc f(_ x: String) {}", "func f(_ x: Int) {}"], "f(1)", imports: "M2, func M1.__cell, func M2.f"),
        Case("a conformance declared again is the newer alone", after: ["struct S {}", "extension S: P {}", "extension S: P {}"], "S()", imports: "M1, M3"),
        Case("what is declared again without using the older needs nothing", after: ["struct S {}"], "struct S {}", imports: ""),
        Case("what a guard binds has a copy for later cells", after: ["let a = 1", "guard let a = b else { f() }"], "a", imports: "M1, M2, var M2.CellGuard_a"),
        Case("a wrapped variable is a type's", after: ["@propertyWrapper struct W {}\n@W var a = 1", "let a = 1", "@W var a = 2"], "a + $a",
            imports: "M1, M2, M3, enum M3.CellWrapped_a"),
        Case("a cell that stands twice is two modules", after: ["let a = 1", "let a = 1"], "a", imports: "M1, M2, var M2.a"),
    ]

    @Test(arguments: cases)
    func imports(_ example: Case) {
        #expect(CellCompilerTests.imports(example.cell, after: example.earlier) == example.imports)
    }

    @Test func `import declarations carry over, each once`() {
        let scope = Scope(modules(["import A\nimport B", "import B\nimport C"]))
        let imports = scope.imports(for: names("1"))
        #expect(imports.frameworks == ["import A", "import B", "import C"])
        #expect(imports.dependencies == [])
    }

    @Test(arguments: [
        ("func f(_ x: Int) {}", ["M1"]), ("func f(_ x: Int) {}\nfunc f(_ x: String) {}", []), ("func f(_ x: Bool) {}", ["M1"]),
        ("func <+> (a: Int, b: Int) -> Int { 1 }", ["M1"]), ("f(1)", []), ("func g() {}", []),
    ])
    func `a cell hands on the modules of which it replaces a part`(_ cell: String, _ expected: [String]) {
        let earlier = "func f(_ x: Int) {}\nfunc f(_ x: String) {}\nfunc <+> (a: Int, b: Int) -> Int { 0 }\nfunc <-> (a: Int, b: Int) -> Int { 0 }"
        #expect(Scope(modules([earlier])).imports(for: names(cell)).exports == expected)
    }

    @Test(arguments: [
        ("extension S: P {}", true), ("extension Int: P {}", false), ("extension S { func f() {} }", false), ("extension S.Inner: P {}", true),
        ("extension Int: Own {}", true), ("extension Int: @retroactive Own & P {}", true), ("struct T: Own {}", false),
    ])
    func `only a conformance of or to what an earlier cell declares lifts access control`(_ cell: String, _ expected: Bool) {
        #expect(Scope(modules(["struct S { struct Inner {} }\nprotocol Own {}"])).imports(for: names(cell)).ignoresAccessControl == expected)
    }

    /// Nothing in the cell names the member that satisfies the protocol.
    @Test(arguments: [
        ("struct Dot: Shape {}", ["M1", "M2", "M3"]), ("struct Dot { struct Inner: Shape {} }", ["M1", "M2", "M3"]), ("struct Ball: Solid {}", ["M1", "M2", "M3", "M4"]),
        ("extension River: CustomStringConvertible {}", ["M5", "M6"]), ("func f(_ s: any Shape) {}", ["M1"]), ("struct Dot: Sendable {}", []),
    ])
    func `what satisfies a conformance is imported`(_ cell: String, _ expected: [String]) {
        let earlier = [
            "protocol Shape { func area() -> Double }", "extension Shape { func area() -> Double { side() } }", "extension Shape { func side() -> Double { 0 } }",
            "protocol Solid: Shape {}", "struct River {}", "extension River { var description: String { \"\" } }",
        ]
        #expect(Scope(modules(earlier)).imports(for: names(cell)).dependencies == Set(expected))
    }
}
