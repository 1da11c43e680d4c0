import Testing

@testable import CellCompiler

@Suite struct TypeExtensionTests {
    private func only(_ source: String) throws -> TypeExtension { try #require(names(source).extensions.first) }

    @Test(arguments: [
        ("extension Int { func f() {}; var a: Int { 1 }; static let b = 1 }", ["f", "a", "b"]),
        ("extension Int { struct S {}; class C {}; enum E {}; actor A {}; typealias T = Int; protocol P {} }", ["S", "C", "E", "A", "T", "P"]),
        ("extension Int { static func +++ (a: Int, b: Int) -> Int { 1 } }", ["+++"]), ("extension Int { init(a: A) {}; subscript(a: A) -> Int { 1 } }", []),
        ("extension Int {\n#if canImport(A)\nfunc f() {}\n#else\nfunc g() {}\n#endif\n}", ["f", "g"]),
    ] as [(String, Set<String>)])
    func `members by name`(_ source: String, _ expected: Set<String>) throws {
        #expect(try only(source).memberNames == expected)
    }

    @Test(arguments: [
        ("extension Int { func f() {} }", false), ("extension Int { static func + (a: Int, b: V) -> V { b } }", false), ("extension Int: P {}", true),
        ("extension Int { init(a: A) {} }", true), ("extension Int { subscript(a: A) -> Int { 1 } }", true), ("extension V { func callAsFunction() {} }", true),
        ("extension String.StringInterpolation { mutating func appendInterpolation(hex: Int) {} }", true),
        ("extension V { static func ~= (a: V, b: Int) -> Bool { true } }", true), ("extension B { static func buildExpression(_ a: Int) -> V { V() } }", true),
        ("extension V {\n#if canImport(A)\ninit(a: A) {}\n#endif\n}", true), ("extension V { func dynamicallyCall(withArguments a: [Int]) {} }", true), ("extension V {}", false),
    ])
    func `what a cell may use without naming it`(_ source: String, _ expected: Bool) throws {
        #expect(try only(source).isUsedSilently == expected)
    }

    @Test(arguments: [
        // The same, so the newer replaces the older: the compiler would find them ambiguous.
        ("extension V { init(a: Int) { x = 1 } }", "extension V { init(a: Int) { x = 2 } }", true),
        ("extension V { subscript(i: Int) -> Int { 1 } }", "extension V { subscript(i: Int) -> Int { 2 } }", true),
        ("extension V { struct Part {} }", "extension V { struct Part { var a = 1 } }", true),
        ("extension V { var a: Int { 1 } }", "extension V { var a: Int { 2 } }", true),
        ("extension V: P {}", "extension V: P { var a: Int { 1 } }", true),
        // Not the same: both stay.
        ("extension V { init(a: Int) {} }", "extension V { init(b: Int) {} }", false),
        ("extension V { func f() {} }", "extension V { static func f() {} }", false),
        ("extension V { func f() {} }", "extension W { func f() {} }", false),
        ("extension [Int] { func f() {} }", "extension [String] { func f() {} }", false),
        ("extension Array where Element == Int { func f() {} }", "extension Array where Element == Double { func f() {} }", false),
        ("extension V: P {}", "extension V: Q {}", false),
    ])
    func `members that are the same`(_ first: String, _ second: String, _ areSame: Bool) throws {
        #expect(try only(first).memberKeys.isDisjoint(with: only(second).memberKeys) != areSame)
    }

    @Test(arguments: [("extension Int {}", "Int"), ("extension Array<Int> {}", "Array"), ("extension A.B {}", "A . B"), ("extension `Type` {}", "Type")])
    func `the type's name`(_ source: String, _ expected: String) throws {
        #expect(try only(source).typeName == expected)
    }
}
