import Notebook
import Testing

@testable import CellCompiler

/// Where parameters' values come from, and what is said where they cannot be set.
@Suite struct ParameterBindingTests {
    private static let cell = """
        ```swift
        //| parameters: true
        let epochs = 3, rate: Float = 1
        var data = "a"  // é
        let rates = [1, 0.5]
        let steps = epochs * 2
        let when: Date = 0
        let none = []
        var optional: Int? = nil
        ```

        """

    private func bind(_ text: String, _ assignments: [String] = []) throws -> NotebookDocument {
        try NotebookDocument.parse(Array(text.utf8), path: "n.md").binding(assignments.compactMap { ParameterAssignment($0) })
    }

    private func values(_ document: NotebookDocument) -> [String] { document.parameters.map { "\($0.name): \($0.type) = \($0.value) \($0.origin)" } }

    @Test func `the cell, over it the front matter, over both the command line`() throws {
        #expect(values(try bind(Self.cell)) == ["epochs: Int = 3 cell", "rate: Float = 1 cell", "data: String = \"a\" cell", "rates: [Double] = [1, 0.5] cell"])
        let front = "---\nparameters: {epochs: 4, rates: [2, 3]}\n---\n" + Self.cell
        #expect(values(try bind(front, ["epochs=5", "epochs=6", "data=x=y"])) == [
            "epochs: Int = 6 commandLine", "rate: Float = 1 cell", "data: String = \"x=y\" commandLine", "rates: [Double] = [2.0, 3.0] frontMatter",
        ])
    }

    @Test func `values stand beside the cell's own, and places stay the cell's`() throws {
        let cell = try #require(try bind(Self.cell, ["epochs=5", "data=\\(x)"]).cells.first)
        let plan = try #require(CellPlan.plans(for: [cell], fingerprint: "").first)
        #expect(plan.source.text.contains("let epochs = NotebookKernel.CellRuntime.parameter(5, instead: 3), rate: Float = 1;"))
        #expect(plan.source.text.contains("var data = NotebookKernel.CellRuntime.parameter(\"\\\\(x)\", instead: \"a\");"))
        // `rate` in the generated line, as the compiler would report it.
        let column = "let epochs = NotebookKernel.CellRuntime.parameter(5, instead: 3), ".utf8.count + 1
        #expect(plan.source.position(line: 2, byteColumn: column) == (line: 2, column: 17))
    }

    @Test func `another value is another module, and the same value the same`() throws {
        func module(_ assignments: [String]) throws -> String? { CellPlan.plans(for: try bind(Self.cell, assignments).cells, fingerprint: "").first?.module.name }
        #expect(try module(["epochs=5"]) != module([]))
        #expect(try module(["epochs=5"]) == module(["epochs=5"]))
    }

    @Test(arguments: [
        (["epochs=two"], "n.md:3:5: error: --set epochs=two: 'epochs' has the type Int and takes a whole number from -9223372036854775808 to 9223372036854775807, not 'two'"),
        (["rate=x"], "n.md:3:17: error: --set rate=x: 'rate' has the type Float and takes a number, such as 0.1 or 1e-3, not 'x'"),
        (["epohcs=2"], "n.md: error: --set epohcs=2: there is no parameter 'epohcs'; did you mean `epochs`?"),
        (["zzzzzz=2"], "n.md: error: --set zzzzzz=2: there is no parameter 'zzzzzz'; known are `epochs`, `rate`, `data`, `rates`"),
        (["steps=2"], "n.md: error: --set steps=2: 'steps' cannot be set: the cell computes it; a parameter's initial value is a number, a text, true, false, or a list of those"),
        (["when=2"], "n.md: error: --set when=2: 'when' cannot be set: its type, Date, takes no value from outside"),
        (["optional=2"], "n.md: error: --set optional=2: 'optional' cannot be set: its type, Int?, takes no value from outside"),
        (["none=1"], "n.md: error: --set none=1: 'none' cannot be set: its type is not plain; declare it, as in [Int]"),
    ])
    func `what cannot be set is said once, with the place`(_ assignments: [String], _ message: String) throws {
        let error = try #require(throws: ParameterError.self) { _ = try bind(Self.cell, assignments) }
        #expect(error.description == message)
        #expect(error.origin == .commandLine)
    }

    @Test func `a front matter's mistake is at its line`() throws {
        let text = "---\ntitle: x\nparameters:\n  rate: 1\n  epochs: many\n---\n" + Self.cell
        let error = try #require(throws: ParameterError.self) { _ = try bind(text) }
        #expect(error.description.hasPrefix("n.md:5:3: error: 'epochs' has the type Int"))
        #expect(error.origin == .frontMatter)
    }

    @Test func `without a parameter cell nothing can be set`() throws {
        let plain = "```swift\nlet epochs = 3\n```\n"
        #expect(try bind(plain).parameters.isEmpty)
        let error = try #require(throws: ParameterError.self) { _ = try bind(plain, ["epochs=1"]) }
        #expect(error.description.contains("begin the cell that declares 'epochs' with '//| parameters: true'"))
        #expect(throws: ParameterError.self) { _ = try bind("---\nparameters: {epochs: 1}\n---\n" + plain) }
    }

    @Test(arguments: [("a=b", "a", "b"), ("a=", "a", ""), ("a=b=c", "a", "b=c")])
    func `an assignment`(_ text: String, _ name: String, _ value: String) {
        #expect(ParameterAssignment(text) == ParameterAssignment(name: name, value: value))
    }

    @Test(arguments: ["a", "", "=b"])
    func `no assignment`(_ text: String) { #expect(ParameterAssignment(text) == nil) }
}
