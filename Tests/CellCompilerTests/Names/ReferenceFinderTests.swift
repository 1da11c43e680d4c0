import Testing

@testable import CellCompiler

/// The names that a cell takes from elsewhere.
@Suite struct ReferenceFinderTests {
    @Test(arguments: [
        ("print(a)", ["print", "a"]), ("a.b.c(d: e)", ["a", "e"]), ("xs.map(\\.a)", ["xs"]), ("\\River.name", ["River"]), (".zero", []), ("\"\\(a)\"", ["a"]),
        ("let a = 1\nprint(a)", ["print"]), ("print(a)\nlet a = 1", ["print", "a"]), ("let a = a", ["a"]), ("func f() { a }\nlet a = 1", []),
        ("func f(a: Int) -> B { a + c }", ["Int", "B", "c", "+"]), ("func f() {}\nf()", ["f"]), ("struct S { var a: T; func f() { a; b } }\nS()", ["T", "b"]),
        ("for a in b where a > c { a }", ["b", "c", ">"]), ("if let a, a > b { a } else { a }", ["a", "b", ">"]), ("while let a = b { a }", ["b"]),
        ("xs.map { a, b in a + c }", ["xs", "c", "+"]), ("{ [a, b = c] in a + b }", ["a", "c", "+"]),
        ("switch a { case .b(let c) where c > d: c; default: e }", ["a", "d", "e", ">"]), ("do { } catch { error }", []),
        ("do { } catch let a as B { a }", ["B"]), ("guard let a = b else { c }\na", ["b", "c"]), ("func f<T>(_ x: T) {}", []), ("extension V { func f() { g } }", ["V", "g"]),
        ("[River]()", ["River"]), ("x as? River", ["x", "River"]), ("func f() { func g() {}; g() }", []), ("#if canImport(A)\nlet a = 1\n#endif\na", []), ("#if A\nlet a = 1\n#endif\na", ["a"]),
    ] as [(String, Set<String>)])
    func references(_ source: String, _ expected: Set<String>) {
        #expect(names(source).references == expected)
    }
}
