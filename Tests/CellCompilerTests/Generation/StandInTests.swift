import Testing

@testable import CellCompiler

/// Variables for which something stands in outside their declaration, and programs.
@Suite struct StandInTests {
    @Test(arguments: [
        ("guard let a = b else { f() }", "guard let a = b else { f() }; let CellGuard_a = a; $reached(1)"),
        ("guard let a = b else { f() }\nfunc g() -> Int { a }\nh = a", "guard let a = b else { f() }; let CellGuard_a = a; $reached(1)\nfunc g() -> Int { CellGuard_a }\nh = a"),
        ("guard var a = b else { f() }", "guard var a = b else { f() }"), ("guard a else { f() }", "guard a else { f() }"),
        ("@W var x = 1\nx += 1\ny = $x", "enum CellWrapped_x { @W static var x = 1 }; _ = CellWrapped_x.x; $reached(1)\nCellWrapped_x.x += 1\ny = CellWrapped_x.$x"),
        ("@W<Int> var x = 1", "enum CellWrapped_x { @W<Int> static var x = 1 }; _ = CellWrapped_x.x; $reached(1)"),
        ("@Other var x = 1", "@Other var x = 1; $reached(1)"), ("func f() { @W var x = 1 }", "func f() { @W var x = 1 }"),
        ("w = wrapped", "w = M1.CellWrapped_wrapped.wrapped"), ("w = bound", "w = M1.CellGuard_bound"), ("w = { bound in bound }", "w = { bound in bound }"),
        ("let bound = bound", "let bound = M1.CellGuard_bound; $reached(1)"),
        ("@main struct T {}", "/*@main*/ struct T {}; try $runMain(T.main)"),
    ])
    func `a cell's source`(_ source: String, _ expected: String) {
        let earlier = "@propertyWrapper struct W {}\n@W var wrapped = 1\nguard let bound = b else { f() }"
        #expect(generated(source, after: [earlier]) == expected)
    }

    /// In a member, `count` is what the type has of that name, and only where it has none a variable of the top level.
    @Test(arguments: [
        ("extension Array { var half: Int { bound / 2 } }", [1]), ("class C: D { func f() { { bound }() } }", [1]),
        ("struct S: P {\n  var a: Int { wrapped }\n  var b: Int { wrapped }\n}", [2, 3]), ("guard let own = b else { f() }\nextension Array { var half: Int { own } }", [2]),
        ("extension Array { var half: Int { self.bound / 2 } }", []), ("class C: D { let bound = 1; func f() { bound } }", []),
        ("extension Array { func f(_ bound: Int) -> Int { bound } }", []), ("struct S { func f() { bound } }", []), ("func f() { bound }", []),
        ("class C: D { func f() { other } }", []), ("let x = 1\nextension Array { var half: Int { x } }", []),
        // Where there is no `self`, or no more members than are known.
        ("class C: D { let a = f(bound) }", []), ("class C: D { init(n: Int = bound) {} }", []), ("class C: D { lazy var a = bound }", [1]), ("class C: D { static let a = bound }", [1]),
        ("struct S: Equatable, Codable { func f() { bound } }", []), ("enum E: Int { case bound; static let first = bound }", []), ("enum E: Int { func f() { bound } }", []),
        ("guard let rawValue = b else { f() }\nenum E: Int { func f() { rawValue } }", [2]),
        ("struct S { func f() { bound } }\nextension S { var bound: Int { 1 } }", [1]), ("extension Error { var bound: Int { 1 } }\nstruct S: Error { func f() { bound } }", [2]),
        // What the type declares in other ways.
        ("class C: D { var a: Int { get { 1 } set(bound) { f(bound) } } }", []), ("class C: D {\n#if os(Linux)\nlet bound = 1\n#endif\nfunc f() { bound }\n}", []),
        ("guard let newValue = b else { f() }\nclass C: D { var a: Int { get { 1 } set { f(newValue) } } }", []), ("class C: D { @W var wrapped = 1; func f() { $wrapped } }", []),
    ])
    func `a name that may be a member's is refused, not guessed`(_ source: String, _ lines: [Int]) throws {
        let earlier = "@propertyWrapper struct W {}\n@W var wrapped = 1\nguard let bound = b else { f() }\nlet other = 1"
        let plan = try #require(CellPlan.plans(for: cells([earlier, source]), fingerprint: "").last)
        #expect(plan.refusals.map(\.line) == lines)
        #expect(plan.refusals.allSatisfy { $0.message.contains("may be a member of the type here") })
    }

    @Test func `a refusal's place is the cell's own, whatever is put into the line before it`() throws {
        let source = "extension Array { var été: Int { bound + bound } }"
        let plan = try #require(CellPlan.plans(for: cells(["guard let bound = b else { f() }", source]), fingerprint: "").last)
        #expect(DiagnosticParser(path: "n.md", plan: plan, plans: [:]).refusals.compactMap(\.position?.column) == [34, 42])
    }
}
