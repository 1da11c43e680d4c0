import Testing

@testable import CellCompiler

@Suite struct NameCollectorTests {
    @Test(arguments: [
        ("let a = 1", "let a"), ("var a = 1", "var a"), ("var a: Int { 1 }", "var a"), ("let (a, (b, _)) = f()", "let a, let b"),
        ("let a = 1, b = 2", "let a, let b"), ("func f() {}", "func f"), ("func + (a: V, b: V) -> V { a }", "func +"), ("struct S {}", "struct S"),
        ("class C {}", "class C"), ("enum E {}", "enum E"), ("actor A {}", "actor A"), ("protocol P {}", "protocol P"),
        ("typealias T = Int", "typealias T"), ("infix operator +++", "operator +++"), ("precedencegroup G {}", "precedencegroup G"),
        ("macro m() = #externalMacro(module: \"M\", type: \"T\")", "macro m"), ("let `class` = 1", "let class"), ("func `in`() {}", "func in"),
        ("private let a = 1", "let a"), ("@MainActor func f() {}", "func f"), ("@Wrapper var a = 1", "var a"), ("let set = 1, open = 2", "let set, let open"),
        ("#if canImport(A)\nlet a = 1\n#elseif canImport(B)\nfunc b() {}\n#else\nstruct C {}\n#endif", "let a, func b, struct C"),
        // Of no later cell's concern.
        ("do { let a = 1 }", ""), ("if b { func f() {} }", ""), ("for i in 0..<3 {}", ""), ("struct S { let a = 1; func f() {} }", "struct S"),
        ("extension S { func f() {} }", ""), ("guard let a = b else { fatalError() }", "let a"), ("guard var a = b else { fatalError() }", ""), ("#if A\nlet a = 1\n#else\nlet b = 1\n#endif", "let b"), ("a = 1", ""),
    ])
    func `a cell's declarations`(_ source: String, _ expected: String) {
        #expect(names(source).declarations.map { "\($0.kind) \($0.name)" }.joined(separator: ", ") == expected)
    }

    @Test(arguments: [
        ("let a = 1", "a 1"), ("let a = 1\nvar b = 2", "a 1, b 2"), ("let (a, b) = (1, 2), c = 3\nlet d = 4", "a 1, b 1, c 1, d 2"),
        ("var a: Int\nlet b = 1", "a -, b 1"), ("var a: Int { 1 }\nlet b = 1", "a computed, b 1"), ("var a: Int { get { 1 } set {} }", "a computed"),
        ("var a = 1 { didSet {} }", "a 1"), ("let a = 1, b: Int", "a -, b -"),
        ("var a: Int?\nvar b: [Int]? { nil }\nlet c: Int?", "a 1, b computed, c -"),
        ("#if canImport(A)\nlet a = 1\n#else\nlet a = 2\n#endif\nlet b = 3", "a 1, a 2, b 3"),
    ])
    func `each variable has the step that initialises it`(_ source: String, _ expected: String) {
        let steps = names(source).declarations.map { "\($0.name) \($0.isComputed ? "computed" : $0.step.map(String.init) ?? "-")" }
        #expect(steps.joined(separator: ", ") == expected)
    }

    @Test(arguments: [
        ("func f(_ x: Int) {}", "func f( _  y :Int )->Void{}", true), ("func f(a: Int) {}", "func f(a b: Int) { g() }", true),
        ("func f(a: Int) {}", "func f(b: Int) {}", false), ("func f(_ x: Int) {}", "func f(_ x: String) {}", false), ("func f() {}", "func f() -> Int { 1 }", false),
        ("func f<T>(_ x: T) {}", "func f<T: P>(_ x: T) {}", false), ("func f<T>(_ x: T) where T: A {}", "func f<T>(_ x: T) where T: B {}", false),
        ("func f(_ x: Int) {}", "func f(_ x: Int...) {}", false), ("let a = 1", "var a = \"\"", true), ("prefix operator -+", "infix operator -+", false),
    ])
    func `two declarations are the same if their labels and types are`(_ first: String, _ second: String, _ areSame: Bool) {
        #expect((names(first).declarations.first?.key == names(second).declarations.first?.key) == areSame)
    }

    @Test(arguments: [
        ("guard var a = b, var c else { }", ["a", "c"]), ("guard case var a? = b else { }", ["a"]), ("guard case .two(var a, var b) = c else { }", ["a", "b"]),
        ("guard a > 1 else { }", []), ("guard var (a, b) = c else { }", ["a", "b"]), ("guard let a = b else { }", []), ("func f() { guard let a = b else { } }", []),
    ] as [(String, Set<String>)])
    func `variables that a guard binds are remembered, for later cells cannot see them`(_ source: String, _ expected: Set<String>) {
        #expect(names(source).guardBindings == expected)
    }

    @Test(arguments: [
        ("import Foundation\nlet a = 1", ["import Foundation"]), ("@testable import A\nimport struct B.C // why", ["@testable import A", "import struct B.C"]),
        ("#if canImport(Glibc)\nimport Glibc\n#else\nimport Darwin\n#endif", ["#if canImport(Glibc)\nimport Glibc\n#else\nimport Darwin\n#endif"]),
        ("import A\n#if canImport(X) && canImport(Y)\nlet a = 1\n#elseif canImport(Z)\n#if canImport(W)\nimport B\n#endif\n#endif", ["import A", "#if canImport(X) && canImport(Y)\n#elseif canImport(Z)\n#if canImport(W)\nimport B\n#endif\n#endif"]),
        ("#if X\nlet a = 1\n#endif", []),
    ])
    func `imports are kept with their conditions`(_ source: String, _ expected: [String]) {
        #expect(names(source).imports == expected)
    }

    @Test(arguments: [
        ("\"\\(a + b.c)\"", ["a", "+", "b", "c"]), ("reduce(0, +)", ["reduce", "+"]), ("-x", ["-", "x"]), ("x!", ["x"]), ("`in`", ["in"]), ("set", ["set"]),
        ("a < b", ["a", "<", "b"]), ("@Wrapper var a = 1", ["Wrapper", "a"]), ("#predicate(a)", ["predicate", "a"]), ("switch a { case b: 1 }", ["a", "b", "~="]),
        ("\"a b\" // c", []), ("#\"\\(a) \\#(b)\"#", ["b"]),
    ] as [(String, Set<String>)])
    func `every name and operator that is mentioned`(_ source: String, _ expected: Set<String>) {
        #expect(names(source).usedNames == expected)
    }
}
