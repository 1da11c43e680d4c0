import Testing

@testable import CellCompiler

/// Variables for which something stands in outside their declaration, and programs.
@Suite struct StandInTests {
    @Test(arguments: [
        ("guard let a = b else { f() }", "guard let a = b else { f() }; let CellGuard_a = a; $reached(1)"),
        ("guard let a = b else { f() }\nfunc g() -> Int { a }\nh = a", "guard let a = b else { f() }; let CellGuard_a = a; $reached(1)\nfunc g() -> Int { CellGuard_a }\nh = a"),
        ("guard var a = b else { f() }", "guard var a = b else { f() }"), ("guard a else { f() }", "guard a else { f() }"),
        ("@W var x = 1\nx += 1\ny = $x", "enum CellWrapped_x { @W static var x = 1 }; _ = CellWrapped_x.x; $reached(1)\nCellWrapped_x.x += 1\ny = CellWrapped_x.$x"),
        ("@Other var x = 1", "@Other var x = 1; $reached(1)"), ("func f() { @W var x = 1 }", "func f() { @W var x = 1 }"),
        ("w = wrapped", "w = M1.CellWrapped_wrapped.wrapped"), ("w = bound", "w = M1.CellGuard_bound"), ("w = { bound in bound }", "w = { bound in bound }"),
        ("let bound = bound", "let bound = M1.CellGuard_bound; $reached(1)"),
        ("@main struct T {}", "/*@main*/ struct T {}; try $runMain(T.main)"),
    ])
    func `a cell's source`(_ source: String, _ expected: String) {
        let earlier = "@propertyWrapper struct W {}\n@W var wrapped = 1\nguard let bound = b else { f() }"
        #expect(generated(source, after: [earlier]) == expected)
    }
}
