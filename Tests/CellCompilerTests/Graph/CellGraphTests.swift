import Testing

@testable import CellCompiler

/// What flows from cell to cell, as syntax shows it.
@Suite struct CellGraphTests {
    /// `cell ← needed(names) …` for each cell that needs something; ids without `cell-`.
    private func edges(_ sources: [String]) -> [String] {
        CellGraph(cells(sources)).nodes.filter { !$0.needs.isEmpty }.map { node in
            let needs = node.needs.map { "\($0.cell.dropFirst(5))(\($0.names.joined(separator: " ")))" }
            return "\(node.cell.dropFirst(5)) ← \(needs.joined(separator: ", "))"
        }
    }

    @Test(arguments: [
        (["let a = 1", "print(a)"], ["2 ← 1(a)"]),
        (["let a = 1", "let b = a", "print(a + b)"], ["2 ← 1(a)", "3 ← 1(a), 2(b)"]),
        // The newest declaration of a name counts, and all overloads of a function.
        (["let a = 1", "let a = 2", "a"], ["3 ← 2(a)"]),
        (["func f() {}", "func f(_ x: Int) {}", "f()"], ["3 ← 1(f), 2(f)"]),
        (["let a = 1", "let a = a + 1", "a"], ["2 ← 1(a)", "3 ← 2(a)"]),
        // A member's, a label's and a local's name are no other cell's.
        (["let count = 1", "[1].count", "f(count: 2)", "for count in [1] { print(count) }"], []),
        (["struct River {}", "extension River { func flow() {} }", "River().flow()"], ["2 ← 1(River)", "3 ← 1(River), 2(River.flow)"]),
        (["struct S {}", "extension S: CustomStringConvertible { var description: String { \"\" } }", "1"], ["2 ← 1(S)", "3 ← 2(extension of S)"]),
        (["func f() -> Int { g() }", "func g() -> Int { 1 }"], []),
    ])
    func `needs are by name`(_ sources: [String], _ expected: [String]) {
        #expect(edges(sources) == expected)
    }

    @Test func `a name that only a later cell declares may be needed from there`() {
        let nodes = CellGraph(cells(["print(a, b)", "let a = 1", "let a = 2; let b = 3", "f()\nfunc f() {}"])).nodes
        #expect(nodes[0].mayNeedLater == [.init(cell: "cell-2", names: ["a"]), .init(cell: "cell-3", names: ["b"])])
        #expect(nodes.dropFirst().allSatisfy { $0.mayNeedLater.isEmpty })
    }

    @Test(arguments: [
        ("let a = 1", true), ("func f() { print(1) }", true), ("struct S { var x = 1 }", true), ("let a = 1, b = [a, 2]", true),
        ("let f = { print(1) }", true), ("extension Int { var half: Int { self / 2 } }", true),
        // What may have an effect that somebody sees, or is used without a name, is left alone.
        ("let a = download()", false), ("let a = { 1 }()", false), ("let a = try b", false), ("let a = x.y", false), ("1", false),
        ("let a = 1\nprint(2)", false), ("import A", false), ("import A\nlet a = 1", false), ("infix operator <+>", false),
        ("func <+> (a: Int, b: Int) -> Int { a }", false), ("extension Int: Error {}", false), ("extension Int { init(x: Int) { self = x } }", false),
        ("@Wrapped var a = 1", false), ("let a = #line", false), ("", false), ("// only a comment", false),
    ])
    func `only what declares, and is plainly silent, can be unused`(_ source: String, _ isUnused: Bool) {
        #expect(CellGraph(cells([source, "print(0)"])).nodes[0].isUnused == isUnused)
    }

    @Test(arguments: ["print(a)", "x.a", "a = 2", "\"\\(a)\"", "f(a: 1)", "func g() { a }"])
    func `a cell that any other may mention is used`(_ mention: String) {
        #expect(!CellGraph(cells(["let a = 1", mention])).nodes[0].isUnused)
    }

    @Test func `a type is used through a member`() {
        #expect(!CellGraph(cells(["struct S { func go() {} }", "make().go()"])).nodes[0].isUnused)
    }
}
