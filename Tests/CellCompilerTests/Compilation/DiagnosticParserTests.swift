import Testing

@testable import CellCompiler

@Suite struct DiagnosticParserTests {
    /// What the compiler said of the last cell, as the notebook's reader gets it. @1, @2 … stand for the cells' modules.
    private func diagnostics(_ text: String, cells sources: [String] = ["let a = 1", "let été = await a"], libraries: [String] = []) throws -> [String] {
        let plans = CellPlan.plans(for: cells(sources), fingerprint: "")
        var text = text
        for (index, plan) in plans.enumerated() { text = text.replacing("@\(index + 1)", with: plan.module.name) }
        let byModule = Dictionary(uniqueKeysWithValues: plans.map { ($0.module.name, $0) })
        return try DiagnosticParser(path: "n.md", plan: #require(plans.last), plans: byModule, libraries: MissingLibrary(named: libraries)).diagnostics(in: text).map(\.description)
    }

    @Test(arguments: [
        ("@2:1:5: error: bad", ["n.md:20:5: error: bad"]), ("@2:1:10: warning: hm [#DeprecatedDeclaration]", ["n.md:20:8: warning: hm"]),
        // The column is behind the text that was put in, and behind letters of two bytes.
        ("@2:1:53: error: there", ["n.md:20:17: error: there"]),
        ("@2:1:1: error: a: b: 'c:1:2' [x]", ["n.md:20:1: error: a: b: 'c:1:2' [x]"]),
        // The word for another severity inside a message.
        ("@2:1:1: warning: it says: error: no", ["n.md:20:1: warning: it says: error: no"]),
        ("@2:1:1: error: one\n@1:1:5: note: two\n@2:1:2: warning: three", ["n.md:20:1: error: one", "n.md:10:5: note: two", "n.md:20:2: warning: three"]),
        // Without a place, or in the imports: at the cell's beginning.
        ("<unknown>:0: error: no module", ["n.md:20:1: error: no module"]), ("/tmp/a b/main.swift:3:8: error: no 'X'", ["n.md:20:1: error: no 'X'"]),
        ("<unknown>:0: warning: dull", []), ("/usr/lib/x.swiftinterface:3:8: note: declared here", []),
        // What the compiler quotes, and what is no diagnostic.
        ("@2:1:5: error: bad\nprint(\"oops: error: no\")\n    ^~~", ["n.md:20:5: error: bad"]), ("print(\"a:1:2: error: b\")", []),
        ("// a:1:2: error: b", []), ("  @2:1:5: error: quoted", []), ("other:1:2: error: b", []), ("", []), ("error: b", []),
        // Of how a cell is compiled, with its notes.
        ("@2:1:1: warning: will never be executed\n@2:1:1: note: a call to a never-returning function", []),
        ("@2:1:1: warning: using '_' to ignore the result of a Void-returning function is redundant", []),
        ("@2:1:1: warning: extension declares a conformance of imported type '@1.S' to imported protocol 'P'\n@2:1:1: note: add\n@2:1:2: error: x", ["n.md:20:2: error: x"]),
        // No reader meets a module's name.
        ("@2:1:1: error: '@1.S' is no '@2.T'", ["n.md:20:1: error: 'S' is no 'T'"]), ("@2:1:1: error: no 'a' in '@1'", ["n.md:20:1: error: no 'a' in 'this notebook'"]),
    ])
    func `what the compiler says is about the notebook`(_ text: String, _ expected: [String]) throws {
        #expect(try diagnostics(text) == expected)
    }

    @Test(arguments: [
        ("let a = 1\n\nSome words\n```swift\nlet b = 2", ["n.md:13:1: error: a fence opens inside the cell that begins on line 10; close that cell with ``` before this line"]),
        // In a text or a comment it is none, and hides no error.
        ("let a = \"\"\"\n```\n\"\"\"\nlet b: Int = a", ["n.md:10:1: error: bad"]), ("/*\n```\n*/\nlet b: Int = a", ["n.md:10:1: error: bad"]),
        ("let a = 1 /* as in\n```\n*/\nlet b: Int = a", ["n.md:10:1: error: bad"]),
    ])
    func `a fence inside a cell is what is wrong with it`(_ source: String, _ expected: [String]) throws {
        #expect(try diagnostics("@1:1:1: error: bad", cells: [source]) == expected)
    }

    @Test func `nothing is said of what follows from a fence inside a cell, refusals neither`() throws {
        let source = "guard let a = b else { f() }\n```swift\nextension Array { var c: Int { a } }"
        let plan = try #require(CellPlan.plans(for: cells([source]), fingerprint: "").first)
        #expect(plan.refusals.count == 1)
        #expect(DiagnosticParser(path: "n.md", plan: plan, plans: [:]).refusals.map(\.description) == [
            "n.md:11:1: error: a fence opens inside the cell that begins on line 10; close that cell with ``` before this line"
        ])
    }

    @Test func `the newest earlier guard that binds a missing name is pointed at`() throws {
        let sources = ["guard var a = b else { fatalError() }", "guard case var a? = b else { fatalError() }", "print(a)", "1"]
        let hint = "'a' is bound by a top-level guard in cell-2, which later cells cannot see; bind it there with 'let a = …'"
        let found = try diagnostics("@3:1:1: error: cannot find 'a' in scope", cells: Array(sources.prefix(3)))
        #expect(found == ["n.md:30:1: error: cannot find 'a' in scope", "n.md:20:1: note: \(hint)"])
        #expect(try diagnostics("@1:1:7: error: cannot find 'a' in scope", cells: Array(sources.prefix(1))) == ["n.md:10:7: error: cannot find 'a' in scope"])
    }

    @Test(arguments: [
        (["import LandUseKit"], "<unknown>:0: error: missing required modules: 'CGDAL', 'COpenBLAS'", [String](),
            ["n.md:10:1: error: LandUseKit is a library that has not been named; put 'libraries: [LandUseKit]' into the front matter"]),
        (["import Foundation\nimport Hydro"], "@1:2:8: error: missing required module: 'C'", ["A"],
            ["n.md:11:8: error: Hydro is a library that has not been named; put 'libraries: [A, Hydro]' into the front matter"]),
        (["import Hydro"], "@1:1:8: error: no such module 'Hydro'", [],
            ["n.md:10:8: error: no such module 'Hydro'; if it is a library of the notebook's package, put 'libraries: [Hydro]' into the front matter"]),
        (["let a = ResNet(), b = ResNet()"], "@1:1:9: error: cannot find 'ResNet' in scope\n@1:1:23: error: cannot find 'ResNet' in scope", ["LandUseKit"],
            ["n.md:10:9: error: cannot find 'ResNet' in scope", "n.md:10:23: error: cannot find 'ResNet' in scope",
                "n.md:10:1: note: LandUseKit, which the front matter names, is not imported in any cell before this one"]),
        (["import LandUseKit", "ResNt()"], "@2:1:1: error: cannot find 'ResNt' in scope", ["LandUseKit"], ["n.md:20:1: error: cannot find 'ResNt' in scope"]),
    ])
    func `a library that is missing is what is said first`(_ sources: [String], _ text: String, _ named: [String], _ expected: [String]) throws {
        #expect(try diagnostics(text, cells: sources, libraries: named) == expected)
    }

    @Test func `an import that fails again in a later cell is the earlier cell's`() throws {
        let plans = CellPlan.plans(for: cells(["import Foundation", "import LandUseKit", "1"]), fingerprint: "")
        let byModule = Dictionary(uniqueKeysWithValues: plans.map { ($0.module.name, $0) })
        let text = "<unknown>:0: error: missing required modules: 'CGDAL', 'COpenBLAS'"
        #expect(plans.map { DiagnosticParser(path: "n.md", plan: $0, plans: byModule).failedImporter(in: text) } == [nil, nil, "cell-2"])
    }

    @Test(arguments: [
        ("X is a library that has not been named; put 'libraries: [A, X]' into the front matter",
            "X is a library that has not been named; leave with :quit and begin with `landuse repl --library A --library X`"),
        ("A, which the front matter names, is not imported", "A, which --library names, is not imported"), ("else", "else"),
    ])
    func `a prompt without a notebook names libraries on its command line`(_ message: String, _ expected: String) {
        #expect(MissingLibrary.atPrompt(message) == expected)
        #expect(MissingLibrary.notImported(in: message) == (message.hasPrefix("A,") ? ["A"] : []))
    }

    @Test(arguments: [
        ("Cell_0123456789abcdef0123.Kind.a", "Kind.a"), ("[Cell_0123456789abcdef0123.Kind.a, Cell_0123456789abcdef0124.B]", "[Kind.a, B]"),
        ("module 'Cell_0123456789abcdef0123'", "module 'this notebook'"), ("'Cell_0123456789abcdef0123.S'", "'S'"),
        ("'Cell_0123456789abcdef0123'.S", "S"), ("Cell_1.a", "Cell_1.a"), ("Cell_", "Cell_"), ("", ""),
    ])
    func `a module's name is taken out of a text`(_ text: String, _ expected: String) {
        #expect(CellTypeNames().removed(from: text) == expected)
    }
}
