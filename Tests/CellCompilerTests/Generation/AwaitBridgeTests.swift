import SwiftParser
import Testing

@testable import CellCompiler

@Suite struct AwaitBridgeTests {
    @Test(arguments: [
        ("let a = await f()", "let a = $wait({ await f() }); $reached(1)"),
        ("await f()", "$show($wait({ await f() }))"),
        // It covers all to its right.
        ("x = await f() + 1", "x = $wait({ await f() + 1 })"),
        ("let a = (await f()).b", "let a = ($wait({ await f() })).b; $reached(1)"),
        ("print(\"\\(await f())!\")", "$show(print(\"\\($wait({ await f() }))!\"))"),
        // The closure is in parentheses, for a body may follow.
        ("if await f() { 1 }", "if $wait({ await f() }) { 1 }"),
        ("while await f() { }", "while $wait({ await f() }) { }"),
        ("if let x = await f(), x > 1 { }", "if let x = $wait({ await f() }), x > 1 { }"),
        ("for x in await f() { await g(x) }", "for x in $wait({ await f() }) { $wait({ await g(x) }) }"),
        ("switch await f() { default: await g() }", "switch $wait({ await f() }) { default: $wait({ await g() }) }"),
        ("do { await f() } catch { }", "do { $wait({ await f() }) } catch { }"),
        ("let a = if b { await f() } else { 2 }", "let a = if b { $wait({ await f() }) } else { 2 }; $reached(1)"),
        ("await a\n  .b { await c() }", "$show($wait({ await a\n  .b { await c() } }))"),
    ])
    func `an await is handed to the kernel`(_ source: String, _ expected: String) {
        #expect(generated(source) == expected)
    }

    @Test(arguments: [
        ("try await f()", "$show(try $wait({ try await f() }))"),
        ("x = try await f() + g()", "x = try $wait({ try await f() + g() })"),
        ("x = try? await f()", "x = try? $wait({ try await f() })"),
        ("x = try! await f()", "x = try! $wait({ try await f() })"),
        // Where the `try` stands farther out, it covers the await all the same.
        ("x = try f(await g())", "x = try $wait({ try f(await g()) })"),
        ("x = try f() + (await g())", "x = try $wait({ try f() + (await g()) })"),
        ("x = await f(try g())", "x = try $wait({ await f(try g()) })"),
        ("x = await f(try? g())", "x = $wait({ await f(try? g()) })"),
        ("x = await f { try g() }", "x = $wait({ await f { try g() } })"),
        ("x = try f()", "x = try f()"),
    ])
    func `a try reaches into what is handed over`(_ source: String, _ expected: String) {
        #expect(generated(source) == expected)
    }

    @Test(arguments: [
        ("for await x in s { f(x) }", "for /*await*/ x in $values(of: s) { f(x) }"),
        ("for try await x in s { f(x) }", "for /*try await*/ x in $valuesUntilError(of: s) { f(x) }; try $rethrow()"),
        ("for await x in s where x > 1 { try f(x) }", "for /*await*/ x in $values(of: s) where x > 1 { try f(x) }"),
        ("for await x in try await s() { await f(x) }", "for /*await*/ x in $values(of: try $wait({ try await s() })) { $wait({ await f(x) }) }"),
        ("all: for await x in s { break all }", "all: for /*await*/ x in $values(of: s) { break all }"),
        ("all: for try await x in s { for await y in x { continue all } }",
            "all: for /*try await*/ x in $valuesUntilError(of: s) { for /*await*/ y in $values(of: x) { continue all } }; try $rethrow()"),
    ])
    func `an asynchronous loop stays a loop, and its values are waited for`(_ source: String, _ expected: String) {
        #expect(generated(source) == expected)
    }

    @Test(arguments: [
        "func f() async { await g() }", "let h = { await g() }; $reached(1)", "struct S { func f() async { await g() } }",
        "extension S { var a: Int { get async { await g() } } }", "actor A { init() async { await g() } }",
        "Task { await g() };", "var a: Int { get async { await g() } }", "protocol P { func f() async }",
    ])
    func `what runs elsewhere is left alone`(_ source: String) {
        let plain = source.replacing("; $reached(1)", with: "")
        #expect(generated(plain).replacing("_ = ", with: "") == source)
    }

    @Test(arguments: [
        ("async let a = f()", [1]), ("let b = 1\ndo { async let a = f() }", [2]), ("func g() async { async let a = f() }", []),
        ("Task { async let a = f() }", []), ("if b {\n\n  async let a = f()\n}", [3]),
    ])
    func `an async let of the top level is refused, for nothing could wait for it`(_ source: String, _ lines: [Int]) throws {
        let plan = try #require(CellPlan.plans(for: cells([source]), fingerprint: "").first)
        #expect(plan.refusals.map(\.line) == lines)
        let diagnostics = DiagnosticParser(path: "n.md", plan: plan, plans: [:]).refusals
        #expect(diagnostics.map { $0.position?.line } == lines.map { 9 + $0 })
        #expect(diagnostics.allSatisfy { $0.severity == .error && $0.message.contains("async let") })
    }
}
